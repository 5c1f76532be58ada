"""How the admin writes a time of day: 18:49, as everywhere on the site. All else is as Django has it for en-GB."""

TIME_FORMAT = "H:i"
DATETIME_FORMAT = "j M Y, H:i"
SHORT_DATETIME_FORMAT = "d/m/Y H:i"
