"""The staff's pages of applications, under /gw/affairs/."""
