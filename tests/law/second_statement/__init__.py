"""Every formula of the law a second time, written from the articles without looking at the first.

Plain days, plain fractions, the figures copied from the decrees by hand: slow and obvious. What
the rules answer must be the same, to the rial.
"""
