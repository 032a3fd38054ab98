"""Japan, Russia and the peace that was never signed: the data, the measures and the charts of the book."""
