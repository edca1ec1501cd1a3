#include "english/parse_features.h"

/* ---- Numbers -------------------------------------------------------------------------------------------- */

static inline void add(struct parse_keys *keys, unsigned template, uint64_t a, uint64_t b)
{
    uint64_t number = (a ^ (uint64_t)(template + 1) << 56) * UINT64_C(0x9e3779b97f4a7c15);
    number = (number ^ number >> 32 ^ b) * UINT64_C(0xd6e8feb86659fd93);
    keys->items[keys->count++] = number ^ number >> 32;
}

/* Small numbers side by side. */
static inline uint64_t join(uint64_t a, uint64_t b, uint64_t c)
{
    return a << 32 | b << 16 | c;
}

/* How far apart two words are: one class a word at first, then fewer. */
static unsigned distance(uint32_t from, uint32_t to)
{
    uint32_t between = to > from ? to - from : from - to;
    if (!from || !to)
        return 0;
    return between < 5 ? between : between < 7 ? 5 : between < 11 ? 6 : between < 21 ? 7 : 8;
}

static unsigned few(unsigned count, unsigned most)
{
    return count < most ? count : most;
}

/* ---- Steps ---------------------------------------------------------------------------------------------- */

/* What is in sight: of the stack from its top down, of what is to come, and children. */
struct sight {
    const struct parse_word *s[3], *n[4];
    const struct parse_node *s0, *s1, *n0;
    const struct parse_word *s0l, *s0r, *s1l, *s1r, *n0l, *s0l2, *s0r2, *s1r2, *n0l2;
    uint32_t s0_at, s1_at, n0_at;
    unsigned s0_n0, s1_s0;             /* distances */
    unsigned marks, verbs;             /* between the topmost word and the next to come */
    unsigned marks_below, verbs_below; /* between the two topmost */
};

static void look(struct sight *out, const struct parse_state *state)
{
    const struct parse_word *words = state->words;
    for (uint32_t i = 0; i < 3; i++)
        out->s[i] = &words[parse_stacked(state, i)];
    for (uint32_t i = 0; i < 4; i++)
        out->n[i] =
            &words[state->next + i <= state->count + PARSE_PADS ? state->next + i : state->count + PARSE_PADS];
    out->s0_at = parse_stacked(state, 0);
    out->s1_at = parse_stacked(state, 1);
    out->n0_at = state->next <= state->count ? state->next : 0;
    out->s0 = &state->nodes[out->s0_at];
    out->s1 = &state->nodes[out->s1_at];
    out->n0 = &state->nodes[out->n0_at];
    out->s0l = &words[out->s0->left];
    out->s0r = &words[out->s0->right];
    out->s0l2 = &words[out->s0->left_inner];
    out->s0r2 = &words[out->s0->right_inner];
    out->s1l = &words[out->s1->left];
    out->s1r = &words[out->s1->right];
    out->s1r2 = &words[out->s1->right_inner];
    out->n0l = &words[out->n0->left];
    out->n0l2 = &words[out->n0->left_inner];
    out->s0_n0 = distance(out->s0_at, out->n0_at);
    out->s1_s0 = distance(out->s1_at, out->s0_at);
    out->marks = few((unsigned)(uint16_t)(out->n[0]->marks - out->s[0]->marks), 3);
    out->verbs = few((unsigned)(uint16_t)(out->n[0]->verbs - out->s[0]->verbs), 3);
    out->marks_below = few((unsigned)(uint16_t)(out->s[0]->marks - out->s[1]->marks), 3);
    out->verbs_below = few((unsigned)(uint16_t)(out->s[0]->verbs - out->s[1]->verbs), 3);
}

static inline uint64_t word_tag(const struct parse_word *word)
{
    return (uint64_t)word->word << 8 | word->tag;
}

static void add_singles(struct parse_keys *out, const struct sight *in)
{
    unsigned template = 0;
    add(out, template ++, 0, 0);
    for (unsigned i = 0; i < 3; i++) {
        add(out, template ++, in->s[i]->tag, 0);
        add(out, template ++, word_tag(in->s[i]), 0);
    }
    for (unsigned i = 0; i < 4; i++)
        add(out, template ++, in->n[i]->tag, 0);
    for (unsigned i = 0; i < 3; i++)
        add(out, template ++, word_tag(in->n[i]), 0);
    add(out, template ++, in->s[0]->cluster, in->s[0]->tag);
    add(out, template ++, in->s[1]->cluster, in->s[1]->tag);
    add(out, template ++, in->n[0]->cluster, in->n[0]->tag);
    add(out, template ++, in->s[0]->word, 1);
    add(out, template ++, in->n[0]->word, 1);
}

static void add_pairs(struct parse_keys *out, const struct sight *in)
{
    const struct parse_word *s0 = in->s[0], *s1 = in->s[1], *n0 = in->n[0], *n1 = in->n[1];
    unsigned template = 30;
    add(out, template ++, s0->word, n0->word);
    add(out, template ++, word_tag(s0), n0->tag);
    add(out, template ++, s0->tag, word_tag(n0));
    add(out, template ++, s0->tag, n0->tag);
    add(out, template ++, s1->word, s0->word);
    add(out, template ++, word_tag(s1), s0->tag);
    add(out, template ++, s1->tag, word_tag(s0));
    add(out, template ++, s1->tag, s0->tag);
    add(out, template ++, s1->tag, word_tag(n0));
    add(out, template ++, word_tag(s1), n0->tag);
    add(out, template ++, s1->word, n0->word);
    add(out, template ++, n0->word, n1->tag);
    add(out, template ++, s0->cluster, join(0, n0->cluster, 0));
    add(out, template ++, s1->cluster, join(0, s0->cluster, 0));
    add(out, template ++, s0->cluster, join(0, n0->tag, s1->tag));
    add(out, template ++, n0->cluster, join(0, s0->tag, s1->tag));
    add(out, template ++, s1->cluster, join(0, s0->tag, n0->tag));
    add(out, template ++, s1->cluster, join(1, n0->cluster, 0));
}

static void add_triples(struct parse_keys *out, const struct sight *in)
{
    const struct parse_word *const *s = in->s, *const *n = in->n;
    unsigned template = 60;
    add(out, template ++, join(s[0]->tag, n[0]->tag, n[1]->tag), 0);
    add(out, template ++, join(s[1]->tag, s[0]->tag, n[0]->tag), 0);
    add(out, template ++, join(s[2]->tag, s[1]->tag, s[0]->tag), n[0]->tag);
    add(out, template ++, join(s[1]->tag, s[0]->tag, n[0]->tag), n[1]->tag);
    add(out, template ++, join(n[0]->tag, n[1]->tag, n[2]->tag), s[0]->tag);
    add(out, template ++, join(n[1]->tag, n[2]->tag, n[3]->tag), n[0]->tag);
    add(out, template ++, s[1]->word, join(0, s[0]->tag, n[0]->tag));
    add(out, template ++, s[0]->word, join(0, s[1]->tag, n[0]->tag));
    add(out, template ++, n[0]->word, join(0, s[1]->tag, s[0]->tag));
    add(out, template ++, n[1]->word, join(0, s[0]->tag, n[0]->tag));
    add(out, template ++, s[0]->word, join(1, n[0]->tag, n[1]->tag));
    add(out, template ++, s[1]->word, join((uint64_t)s[0]->word, s[0]->tag, n[0]->tag));
}

static void add_children(struct parse_keys *out, const struct sight *in)
{
    const struct parse_word *s0 = in->s[0], *s1 = in->s[1], *n0 = in->n[0];
    unsigned template = 90;
    add(out, template ++, join(s0->tag, in->s0l->tag, n0->tag), s1->tag);
    add(out, template ++, join(s0->tag, in->s0r->tag, n0->tag), s1->tag);
    add(out, template ++, join(s0->tag, in->s0r->tag, n0->tag), in->s0l->tag);
    add(out, template ++, join(n0->tag, in->n0l->tag, s0->tag), s1->tag);
    add(out, template ++, join(s1->tag, in->s1r->tag, s0->tag), n0->tag);
    add(out, template ++, join(s1->tag, in->s1l->tag, s0->tag), n0->tag);
    add(out, template ++, join(s0->tag, in->s0l->tag, in->s0l2->tag), n0->tag);
    add(out, template ++, join(s0->tag, in->s0r->tag, in->s0r2->tag), n0->tag);
    add(out, template ++, join(n0->tag, in->n0l->tag, in->n0l2->tag), s0->tag);
    add(out, template ++, join(s1->tag, in->s1r->tag, in->s1r2->tag), s0->tag);
    add(out, template ++, in->s0l->word, join(0, s0->tag, n0->tag));
    add(out, template ++, in->s0r->word, join(0, s0->tag, n0->tag));
    add(out, template ++, in->s0l->word, join(1, s1->tag, s0->tag));
    add(out, template ++, in->n0l->word, join(0, s0->tag, n0->tag));
    add(out, template ++, in->s1r->word, join(0, s1->tag, s0->tag));
    add(out, template ++, in->s0l->word, join((uint64_t)s1->word, 0, 0));
}

static void add_relations(struct parse_keys *out, const struct sight *in)
{
    const struct parse_word *s0 = in->s[0], *s1 = in->s[1], *n0 = in->n[0];
    unsigned template = 120;
    add(out, template ++, in->s0->left_relations, join(0, s0->tag, n0->tag));
    add(out, template ++, in->s0->right_relations, join(0, s0->tag, n0->tag));
    add(out, template ++, in->s0->left_relations, join(1, s1->tag, s0->tag));
    add(out, template ++, in->s1->right_relations, join(0, s1->tag, s0->tag));
    add(out, template ++, in->s1->left_relations, join(1, s1->tag, s0->tag));
    add(out, template ++, in->n0->left_relations, join(0, s0->tag, n0->tag));
    add(out, template ++, in->s0->right_relations, join(s0->word, 0, 0));
    add(out, template ++, in->s0->left_relations ^ in->s0->right_relations << 1, join(2, n0->tag, s0->tag));
    add(out, template ++, in->n0->left_relations, join(1, n0->tag, s1->tag));
}

static void add_distances(struct parse_keys *out, const struct sight *in)
{
    const struct parse_word *s0 = in->s[0], *s1 = in->s[1], *n0 = in->n[0];
    unsigned template = 140;
    add(out, template ++, s0->word, in->s0_n0);
    add(out, template ++, s0->tag, join(in->s0_n0, n0->tag, 0));
    add(out, template ++, n0->word, in->s0_n0);
    add(out, template ++, s1->tag, join(in->s1_s0, s0->tag, 0));
    add(out, template ++, s0->tag, join(in->s0->lefts, in->s0->rights, n0->tag));
    add(out, template ++, n0->tag, join(in->n0->lefts, 0, s0->tag));
    add(out, template ++, s0->word, join(in->s0->rights, 1, 0));
    add(out, template ++, s1->tag, join(in->s1->rights, s0->tag, n0->tag));
    add(out, template ++, s0->tag, join(in->marks << 2 | in->verbs, n0->tag, in->s0_n0));
    add(out, template ++, s1->tag, join(in->marks_below << 2 | in->verbs_below, s0->tag, n0->tag));
    add(out, template ++, s1->tag,
        join(in->marks_below << 2 | in->verbs_below, s0->tag, in->s1_s0) | UINT64_C(1) << 60);
    add(out, template ++, s0->tag, join(s0->shape << 2 | n0->shape, n0->tag, 0));
}

void parse_step_keys(struct parse_keys *out, const struct parse_state *state)
{
    struct sight in;
    look(&in, state);
    out->count = 0;
    add_singles(out, &in);
    add_pairs(out, &in);
    add_triples(out, &in);
    add_children(out, &in);
    add_relations(out, &in);
    add_distances(out, &in);
}

/* ---- Relations ------------------------------------------------------------------------------------------ */

static void add_both(struct parse_keys *out, const struct parse_word *child, const struct parse_word *head,
                     uint64_t side, unsigned apart)
{
    unsigned template = 160;
    add(out, template ++, child->tag, side);
    add(out, template ++, child->word, join(side, child->tag, 0));
    add(out, template ++, head->tag, side);
    add(out, template ++, head->word, join(side, head->tag, 0));
    add(out, template ++, child->tag, join(side, head->tag, 0));
    add(out, template ++, child->word, join(side, head->tag, 1));
    add(out, template ++, head->word, join(side, child->tag, 1));
    add(out, template ++, child->word, (uint64_t)head->word << 1 | side);
    add(out, template ++, child->tag, join(side, head->tag, apart + 2));
    add(out, template ++, child->cluster, join(side, head->tag, 2));
    add(out, template ++, head->cluster, join(side, child->tag, 2));
    add(out, template ++, child->cluster, join(side + 2, head->cluster, 0));
    add(out, template ++, child->tag, join(side, child->shape, head->tag));
}

static void add_around(struct parse_keys *out, const struct parse_state *state, uint32_t at, uint32_t head_at,
                       uint64_t side)
{
    const struct parse_word *words = state->words, *child = &words[at], *head = &words[head_at];
    const struct parse_word *before = &words[at - 1], *behind = &words[at + 1];
    const struct parse_word *head_before = &words[head_at - 1], *head_behind = &words[head_at + 1];
    unsigned template = 180;
    add(out, template ++, join(before->tag, child->tag, head->tag), side);
    add(out, template ++, join(child->tag, behind->tag, head->tag), side);
    add(out, template ++, join(before->tag, child->tag, behind->tag), side);
    add(out, template ++, before->word, join(side, child->tag, head->tag));
    add(out, template ++, behind->word, join(side, child->tag, head->tag));
    add(out, template ++, join(head_before->tag, child->tag, head->tag), side);
    add(out, template ++, join(head_behind->tag, child->tag, head->tag), side);
}

static void add_below(struct parse_keys *out, const struct parse_state *state, uint32_t at, uint32_t head_at,
                      uint64_t side)
{
    const struct parse_word *words = state->words, *child = &words[at], *head = &words[head_at];
    const struct parse_node *node = &state->nodes[at], *head_node = &state->nodes[head_at];
    const struct parse_word *left = &words[node->left], *right = &words[node->right],
                            *inner = &words[node->left_inner];
    unsigned marks = few((unsigned)(uint16_t)(side ? child->marks - head->marks : head->marks - child->marks), 3);
    unsigned verbs = few((unsigned)(uint16_t)(side ? child->verbs - head->verbs : head->verbs - child->verbs), 3);
    unsigned template = 200;
    add(out, template ++, left->word, join(side, child->tag, head->tag));
    add(out, template ++, left->word, join((uint64_t)head->word, 0, side));
    add(out, template ++, inner->word, join(side, child->tag, head->tag));
    add(out, template ++, right->word, join(side, child->tag, head->tag));
    add(out, template ++, join(left->tag, child->tag, head->tag), side);
    add(out, template ++, node->left_relations, join(side, child->tag, head->tag));
    add(out, template ++, node->right_relations, join(side, child->tag, head->tag));
    add(out, template ++, head_node->left_relations, join(side, child->tag, head->tag));
    add(out, template ++, head_node->right_relations, join(side, child->tag, head->tag));
    add(out, template ++, head_node->left_relations, join(side, child->tag, child->word));
    add(out, template ++, child->tag, join(side, head->tag, marks << 2 | verbs));
    add(out, template ++, node->left_relations, join((uint64_t)head->word, side, 0));
    add(out, template ++, words[state->next].tag, join(side, child->tag, head->tag));
}

void parse_relation_keys(struct parse_keys *out, const struct parse_state *state, enum parse_step step)
{
    uint32_t at = parse_stacked(state, 0), head_at = parse_head_of(state, step);
    uint64_t side = step == PARSE_RIGHT;
    out->count = 0;
    add_both(out, &state->words[at], &state->words[head_at], side, distance(at, head_at));
    add_around(out, state, at, head_at, side);
    add_below(out, state, at, head_at, side);
}
