"""From figures and pages to the site: HTML, styles, search, addresses. What is printed is in `book`."""
