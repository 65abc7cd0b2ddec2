#ifndef CARAVAN_CZLIB_H
#define CARAVAN_CZLIB_H
#include <zlib.h>

/// The macros of zlib, which Swift cannot import, for deflate without a header (negative window bits).
static inline int caravan_zlib_deflate_begin(z_streamp stream, int level, int windowBits) {
    return deflateInit2(stream, level, Z_DEFLATED, -windowBits, 8, Z_DEFAULT_STRATEGY);
}
static inline int caravan_zlib_inflate_begin(z_streamp stream) { return inflateInit2(stream, -15); }

#endif
