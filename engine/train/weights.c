#include "train/weights.h"

void weights_init(struct weights *weights, const tocsin_allocator *alloc, size_t lanes)
{
    *weights = (struct weights){.alloc = alloc, .lanes = lanes};
    hash_map_init(&weights->map, alloc);
}

void weights_finish(struct weights *weights)
{
    hash_map_finish(&weights->map);
    array_finish(weights->alloc, &weights->keys);
    array_finish(weights->alloc, &weights->rows);
    array_finish(weights->alloc, &weights->now);
    array_finish(weights->alloc, &weights->steps);
    array_finish(weights->alloc, &weights->totals);
}

static bool key_equal(const void *user, uint32_t index, const void *key)
{
    const struct weights *weights = user;
    return weights->keys.items[index] == *(const uint64_t *)key;
}

uint32_t weights_find(const struct weights *weights, uint64_t key)
{
    return hash_map_find(&weights->map, key, key_equal, weights, &key);
}

uint32_t weights_index(struct weights *weights, uint64_t key)
{
    uint32_t index = weights_find(weights, key);
    if (index != UINT32_MAX)
        return index;
    index = (uint32_t)weights->keys.count;
    if (!array_push(weights->alloc, &weights->keys, key) || !array_push(weights->alloc, &weights->rows, 0) ||
        !hash_map_add(&weights->map, key, index))
        return WEIGHTS_NONE;
    return index;
}

static bool add_row(struct weights *weights, uint32_t index)
{
    size_t lanes = weights->lanes, used = weights->now.count;
    if (!array_reserve(weights->alloc, &weights->now, lanes) ||
        !array_reserve(weights->alloc, &weights->steps, lanes) ||
        !array_reserve(weights->alloc, &weights->totals, lanes))
        return false;
    memset(weights->now.items + used, 0, lanes * sizeof *weights->now.items);
    memset(weights->steps.items + used, 0, lanes * sizeof *weights->steps.items);
    memset(weights->totals.items + used, 0, lanes * sizeof *weights->totals.items);
    weights->now.count = weights->steps.count = weights->totals.count = used + lanes;
    weights->rows.items[index] = (uint32_t)(weights->now.count / lanes);
    return true;
}

bool weights_step(struct weights *weights, uint32_t index, size_t up, size_t down, int64_t time)
{
    if (!weights->rows.items[index] && !add_row(weights, index))
        return false;
    size_t first = (size_t)(weights->rows.items[index] - 1) * weights->lanes;
    weights->now.items[first + up]++;
    weights->now.items[first + down]--;
    weights->steps.items[first + up] += time;
    weights->steps.items[first + down] -= time;
    return true;
}

const int32_t *weights_totals(const struct weights *weights, uint32_t index)
{
    uint32_t row = weights->rows.items[index];
    return row ? weights->totals.items + (size_t)(row - 1) * weights->lanes : NULL;
}

void weights_average(struct weights *weights, int64_t time)
{
    for (size_t i = 0; i < weights->now.count; i++) {
        int64_t sum = (int64_t)weights->now.items[i] * (time + 1) - weights->steps.items[i];
        weights->totals.items[i] += (int32_t)(sum * WEIGHTS_UNIT / (time + 1));
        weights->now.items[i] = 0;
        weights->steps.items[i] = 0;
    }
}
