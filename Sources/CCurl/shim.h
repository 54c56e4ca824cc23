#ifndef MOULT_CCURL_SHIM_H
#define MOULT_CCURL_SHIM_H

#include <curl/curl.h>

// What Swift cannot import: variadic functions, here one for each type of their last argument.
// https://curl.se/libcurl/c/curl_easy_setopt.html

static inline CURLcode moult_curl_set_long(CURL *easy, CURLoption option, long value) {
    return curl_easy_setopt(easy, option, value);
}

static inline CURLcode moult_curl_set_size(CURL *easy, CURLoption option, curl_off_t value) {
    return curl_easy_setopt(easy, option, value);
}

// Options of object pointers: texts, which libcurl copies, lists, and user data, which it keeps.
static inline CURLcode moult_curl_set_pointer(CURL *easy, CURLoption option, const void *value) {
    return curl_easy_setopt(easy, option, value);
}

// CURLOPT_WRITEFUNCTION and CURLOPT_HEADERFUNCTION.
static inline CURLcode moult_curl_set_receiver(
    CURL *easy, CURLoption option, curl_write_callback value
) {
    return curl_easy_setopt(easy, option, value);
}

static inline CURLcode moult_curl_set_prereq(CURL *easy, curl_prereq_callback value) {
    return curl_easy_setopt(easy, CURLOPT_PREREQFUNCTION, value);
}

// https://curl.se/libcurl/c/curl_multi_setopt.html
static inline CURLMcode moult_curl_multi_set_long(CURLM *multi, CURLMoption option, long value) {
    return curl_multi_setopt(multi, option, value);
}

// https://curl.se/libcurl/c/curl_easy_getinfo.html; 0 and NULL where libcurl knows nothing.
static inline long moult_curl_get_long(CURL *easy, CURLINFO info) {
    long value = 0;
    return curl_easy_getinfo(easy, info, &value) == CURLE_OK ? value : 0;
}

static inline void *moult_curl_get_pointer(CURL *easy, CURLINFO info) {
    void *value = (void *)0;
    return curl_easy_getinfo(easy, info, &value) == CURLE_OK ? value : (void *)0;
}

#endif
