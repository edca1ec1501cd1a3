#include "english/parse_weights.h"

#include "english/parse_sight.h"

bool parse_weights_fit(struct str sums, struct str products)
{
    return sums.length == sizeof(struct parse_sums) && products.length == sizeof(struct parse_products);
}

/* Sums run over as those of the kernel do, so that nothing is lost. */
static void fold_usual(struct parse_sums *sums)
{
    for (unsigned sight = 0; sight < PARSE_SIGHTS; sight++) {
        int16_t usual[PARSE_HIDDEN];
        memcpy(usual, sums->sights[sight][parse_usual[sight]], sizeof usual);
        for (unsigned i = 0; i < PARSE_HIDDEN; i++)
            sums->hidden[i] = (int16_t)(sums->hidden[i] + usual[i]);
        for (unsigned value = 0; value < PARSE_VALUES; value++)
            for (unsigned i = 0; i < PARSE_HIDDEN; i++)
                sums->sights[sight][value][i] = (int16_t)(sums->sights[sight][value][i] - usual[i]);
    }
}

void parse_weights_read(struct parse_weights *out, struct str sums, struct str products)
{
    model_u16s(&out->sums, sums.data, sums.length / sizeof(uint16_t));
    model_u16s(&out->products, products.data, products.length / sizeof(uint16_t));
    fold_usual(&out->sums);
    for (unsigned step = 0; step < PARSE_STEPS; step++)
        for (unsigned i = 0; i < PARSE_HIDDEN; i++)
            out->steps[step][i] = out->products.steps[i][step];
}
