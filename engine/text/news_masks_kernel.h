/* news_masks_kernel.h: the vector variants of news_mask_block, one for each file that includes
 * news_masks_blocks.inc. */
#ifndef TOCSIN_TEXT_NEWS_MASKS_KERNEL_H
#define TOCSIN_TEXT_NEWS_MASKS_KERNEL_H

#include "text/news_masks.h"

#if defined(__x86_64__)
news_mask_block news_mask_sse2, news_mask_avx2;
#elif defined(__aarch64__)
news_mask_block news_mask_neon;
#endif

#endif
