"""`direction-balance`: what each country sold the other, year by year, and what was left."""
