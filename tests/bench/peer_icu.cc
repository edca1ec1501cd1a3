// peer_icu.cc: ICU's word and sentence breaking over a text file, for comparison: `peer_icu FILE ROUNDS`.
// The text is made UTF-16 beforehand and that time is not counted, which favours ICU.
#include <unicode/brkiter.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

static std::vector<icu::UnicodeString> read_documents(const char *path, size_t *bytes)
{
    std::ifstream file(path, std::ios::binary);
    std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
    std::vector<icu::UnicodeString> documents;
    *bytes = text.size();
    for (size_t start = 0; start < text.size();) {
        size_t end = text.find("\n\f\n", start);
        end = end == std::string::npos ? text.size() : end + 3;
        documents.push_back(icu::UnicodeString::fromUTF8(text.substr(start, end - start)));
        start = end;
    }
    return documents;
}

static void measure(const char *name, icu::BreakIterator *breaks, const std::vector<icu::UnicodeString> &documents,
                    size_t bytes, int rounds)
{
    std::vector<double> speeds;
    for (int round = 0; round < rounds; round++) {
        size_t count = 0;
        auto start = std::chrono::steady_clock::now();
        for (const icu::UnicodeString &document : documents) {
            breaks->setText(document);
            while (breaks->next() != icu::BreakIterator::DONE)
                count++;
        }
        std::chrono::duration<double> spent = std::chrono::steady_clock::now() - start;
        if (count == 0)
            std::exit(1);
        speeds.push_back(static_cast<double>(bytes) / 1e6 / spent.count());
    }
    std::sort(speeds.begin(), speeds.end());
    std::printf("%s %.1f MB/s\n", name, speeds[speeds.size() / 2]);
}

int main(int argc, char **argv)
{
    if (argc != 3)
        return 2;
    size_t bytes = 0;
    std::vector<icu::UnicodeString> documents = read_documents(argv[1], &bytes);
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::BreakIterator> words(icu::BreakIterator::createWordInstance(icu::Locale::getEnglish(), status));
    std::unique_ptr<icu::BreakIterator> sentences(
        icu::BreakIterator::createSentenceInstance(icu::Locale::getEnglish(), status));
    if (U_FAILURE(status) || documents.empty())
        return 1;
    measure("icu words", words.get(), documents, bytes, std::atoi(argv[2]));
    measure("icu sentences", sentences.get(), documents, bytes, std::atoi(argv[2]));
    return 0;
}
