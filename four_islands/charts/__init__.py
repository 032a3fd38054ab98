"""One chart form a module: each takes a tidy frame and returns a `press.figure.chart.Chart`."""
