# Reads every table as somebody would in R, with nothing installed, and says of each column how many cells and letters it
# found. The second file lists table, column and type; a cell that is not of its type stops the run.
#   Rscript tests/read_tables.R data columns.csv
options(warn = 2)
given <- commandArgs(TRUE)
columns <- read.csv(given[2], colClasses = "character")
for (name in unique(columns$table)) {
  about <- columns[columns$table == name, ]
  file <- file.path(given[1], paste0(name, ".csv"))
  frame <- read.csv(file, fileEncoding = "UTF-8", na.strings = "", colClasses = "character", check.names = FALSE)
  if (!identical(names(frame), about$column)) stop(name, ": the columns are not those of its description")
  for (column in names(frame)) {
    known <- frame[[column]][!is.na(frame[[column]])]
    kind <- about$type[about$column == column]
    typed <- switch(kind,
      date = as.Date(known, "%Y-%m-%d"),
      integer = , number = suppressWarnings(as.numeric(known)),
      boolean = as.logical(toupper(known)),
      known
    )
    if (anyNA(typed)) stop(name, ", ", column, ": '", known[is.na(typed)][1], "' is no ", kind)
    cat(name, column, nrow(frame), length(known), sum(nchar(known)), sep = "\t", fill = TRUE)
  }
}
