"""What a figure is: the chart with its words, its sources and its rows. How it is drawn is in `draw`."""
