"""One chart form a module: each takes a tidy frame and returns a `press.chart.Chart`."""
