#include "train/network.h"

#include <math.h>
#include <string.h>

#include "train/random.h"

/* ---- Memory --------------------------------------------------------------------------------------------- */

static bool table_init(struct network_table *table, const tocsin_allocator *alloc, size_t rows)
{
    size_t size = rows * PARSE_VECTOR * sizeof(float);
    table->rows = rows;
    return (table->now = alloc_zero(alloc, size)) && (table->slopes = alloc_zero(alloc, size)) &&
           (table->means = alloc_zero(alloc, size)) && (table->squares = alloc_zero(alloc, size)) &&
           (table->is_touched = alloc_zero(alloc, rows)) && array_reserve(alloc, &table->touched, rows);
}

static void table_finish(struct network_table *table, const tocsin_allocator *alloc)
{
    size_t size = table->rows * PARSE_VECTOR * sizeof(float);
    alloc_free(alloc, table->now, size);
    alloc_free(alloc, table->slopes, size);
    alloc_free(alloc, table->means, size);
    alloc_free(alloc, table->squares, size);
    alloc_free(alloc, table->is_touched, table->rows);
    array_finish(alloc, &table->touched);
}

/* Numbers from -most to most. */
static void scatter(float *numbers, size_t count, float most, uint64_t *random)
{
    for (size_t i = 0; i < count; i++)
        numbers[i] = (random_fraction(random) * 2.0f - 1.0f) * most;
}

#define SCATTER(field, most, random) scatter((float *)(field), sizeof(field) / sizeof(float), (most), (random))

/* So that sums are about as large as what they are made of. */
static void core_begin(struct network_core *core, uint64_t *random)
{
    enum { REMEMBERS = 2 };
    SCATTER(core->sums.tags, 0.15f, random);
    SCATTER(core->sums.places, 0.1f, random);
    SCATTER(core->sums.ahead, 0.1f, random);
    SCATTER(core->sums.sights, 0.1f, random);
    SCATTER(core->products.forms, sqrtf(3.0f / (PARSE_NEAR * PARSE_VECTOR + 16)), random);
    SCATTER(core->products.codes, sqrtf(1.0f / PARSE_CODE), random);
    SCATTER(core->products.steps, 0.15f, random);
    SCATTER(core->products.relations, 0.15f, random);
    SCATTER(core->shapes, 0.1f, random);
    SCATTER(core->unknown, 0.1f, random);
    for (unsigned i = 0; i < PARSE_CARRIED; i++) {
        core->sums.input[PARSE_FORWARD_KEEP + i] = 1.0f / REMEMBERS;
        core->sums.input[PARSE_BACKWARD_KEEP + i] = 1.0f / REMEMBERS;
    }
}

struct network *network_create(const tocsin_allocator *alloc, size_t words, uint64_t *random)
{
    struct network *network = alloc_zero(alloc, sizeof *network);
    if (!network)
        return NULL;
    network->alloc = alloc;
    network->now = alloc_zero(alloc, sizeof *network->now);
    network->slopes = alloc_zero(alloc, sizeof *network->slopes);
    network->means = alloc_zero(alloc, sizeof *network->means);
    network->squares = alloc_zero(alloc, sizeof *network->squares);
    bool well = network->now && network->slopes && network->means && network->squares &&
                table_init(&network->tables[NETWORK_WORDS], alloc, words) &&
                table_init(&network->tables[NETWORK_ENDINGS], alloc, PARSE_PIECES) &&
                table_init(&network->tables[NETWORK_BEGINNINGS], alloc, PARSE_PIECES);
    if (!well) {
        network_free(network);
        return NULL;
    }
    core_begin(network->now, random);
    for (unsigned i = NETWORK_ENDINGS; i <= NETWORK_BEGINNINGS; i++)
        scatter(network->tables[i].now, (size_t)PARSE_PIECES * PARSE_VECTOR, 0.05f, random);
    return network;
}

void network_free(struct network *network)
{
    if (!network)
        return;
    alloc_free(network->alloc, network->now, sizeof *network->now);
    alloc_free(network->alloc, network->slopes, sizeof *network->slopes);
    alloc_free(network->alloc, network->means, sizeof *network->means);
    alloc_free(network->alloc, network->squares, sizeof *network->squares);
    for (unsigned i = 0; i < NETWORK_TABLES; i++)
        table_finish(&network->tables[i], network->alloc);
    alloc_free(network->alloc, network, sizeof *network);
}

/* ---- Learning ------------------------------------------------------------------------------------------- */

float *network_slopes(struct network *network, unsigned table, uint32_t row)
{
    struct network_table *of = &network->tables[table];
    if (!of->is_touched[row]) {
        of->is_touched[row] = true;
        of->touched.items[of->touched.count++] = row;
    }
    return of->slopes + (size_t)row * PARSE_VECTOR;
}

static void step(float *restrict now, float *restrict slopes, float *restrict means, float *restrict squares,
                 size_t count, float rate)
{
    static const float of_mean = 0.9f, of_square = 0.99f, least = 1e-6f;
    for (size_t i = 0; i < count; i++) {
        means[i] = of_mean * means[i] + (1.0f - of_mean) * slopes[i];
        squares[i] = of_square * squares[i] + (1.0f - of_square) * slopes[i] * slopes[i];
        now[i] -= rate * means[i] / (sqrtf(squares[i]) + least);
        slopes[i] = 0.0f;
    }
}

void network_step(struct network *network, float rate)
{
    step((float *)network->now, (float *)network->slopes, (float *)network->means, (float *)network->squares,
         sizeof *network->now / sizeof(float), rate);
    for (unsigned i = 0; i < NETWORK_TABLES; i++) {
        struct network_table *table = &network->tables[i];
        for (size_t j = 0; j < table->touched.count; j++) {
            size_t at = (size_t)table->touched.items[j] * PARSE_VECTOR;
            step(table->now + at, table->slopes + at, table->means + at, table->squares + at, PARSE_VECTOR, rate);
            table->is_touched[table->touched.items[j]] = false;
        }
        array_clear(&table->touched);
    }
}
