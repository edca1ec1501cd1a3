// peer_re2.cc: RE2::Set, for comparison: `peer_re2 PATTERNS FILE`. PATTERNS holds a regex a line, FILE documents
// parted by "\n\f\n". The set says which patterns match a sentence-sized piece (a line), not where.
#include <re2/re2.h>
#include <re2/set.h>

#include <chrono>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

static std::string read_file(const char *path)
{
    std::ifstream file(path, std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(file), {});
}

int main(int argc, char **argv)
{
    if (argc != 3)
        return 2;
    RE2::Options options;
    options.set_case_sensitive(false);
    options.set_max_mem(int64_t{1} << 30);
    options.set_log_errors(false);
    RE2::Set set(options, RE2::UNANCHORED);
    std::ifstream lines(argv[1]);
    size_t refused = 0, count = 0;
    for (std::string line; std::getline(lines, line);) {
        std::string error;
        if (set.Add(line, &error) < 0)
            refused++;
        else
            count++;
    }
    auto begin = std::chrono::steady_clock::now();
    if (!set.Compile())
        return 2;
    auto compiled = std::chrono::steady_clock::now();
    std::string text = read_file(argv[2]);
    std::vector<int> found;
    size_t matches = 0;
    auto start = std::chrono::steady_clock::now();
    for (size_t at = 0; at < text.size();) {
        size_t end = text.find('\n', at);
        if (end == std::string::npos)
            end = text.size();
        if (set.Match(re2::StringPiece(text.data() + at, end - at), &found))
            matches += found.size();
        at = end + 1;
    }
    std::chrono::duration<double> took = std::chrono::steady_clock::now() - start, making = compiled - begin;
    std::printf("re2 set %.2f MB/s  (%zu patterns in lines; %zu patterns, %zu refused, compiled in %.0f ms)\n",
                static_cast<double>(text.size()) / 1e6 / took.count(), matches, count, refused, making.count() * 1e3);
    return 0;
}
