/* palette.h: the styles of text output. */
#ifndef TOCSIN_IO_PALETTE_H
#define TOCSIN_IO_PALETTE_H

enum style {
    STYLE_PLAIN,
    STYLE_HEADING,
    STYLE_TYPE,
    STYLE_DIM,
    STYLE_ALARM,
    STYLE_WHO,   /* source, issuer */
    STYLE_WHOM,  /* addressee */
    STYLE_CUE,
    STYLE_WHAT,  /* content, and roles that the palette does not know */
    STYLE_WHY,   /* what leads to something: trigger, cause */
    STYLE_HARM,  /* what comes of it: harm, effect */
    STYLE_TIME,
    STYLE_COUNT
};

/* The escape sequence that leaves every other style and begins this one. */
const char *palette_code(enum style style);

/* The style of a role, by its name. */
enum style palette_role(const char *name);

#endif
