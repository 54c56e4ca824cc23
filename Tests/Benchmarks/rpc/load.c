/*
 * Drives one connection of a ttrpc server with so many unary calls in flight, and reports calls a
 * second, percentiles of the latency of one call, and the CPU time that the server took a call.
 *
 *   load [-h HOST] [-p PORT] [-n CALLS] [-f IN_FLIGHT] [-P SERVER_PID] [-s SERVICE] [-m METHOD] [-x HEX]
 *
 * The request is a ttrpc.Request of service and method with the payload given in hexadecimal. Blocking
 * reads and gathered writes, so that the client costs as little as it can.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum {
    IN_FLIGHT_MAX = 256,
    HEADER_BYTES = 10,
    READ_BYTES = 1 << 16,
    REQUEST_BYTES_MAX = 1 << 16,
};

static void die(const char *what) {
    fprintf(stderr, "load: %s: %s\n", what, errno ? strerror(errno) : "failed");
    exit(1);
}

static uint64_t now_ns(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

static void put_u32(uint8_t *at, uint32_t value) {
    value = htonl(value);
    memcpy(at, &value, 4);
}

static uint32_t get_u32(const uint8_t *at) {
    uint32_t value;
    memcpy(&value, at, 4);
    return ntohl(value);
}

static size_t put_field(uint8_t *at, uint8_t number, const uint8_t *bytes, size_t count) {
    size_t i = 0;
    at[i++] = (uint8_t)(number << 3 | 2);
    size_t rest = count;
    while (rest >= 0x80) {
        at[i++] = (uint8_t)(rest | 0x80);
        rest >>= 7;
    }
    at[i++] = (uint8_t)rest;
    memcpy(at + i, bytes, count);
    return i + count;
}

/* User and system time of a process, in seconds. */
static double cpu_seconds(long pid) {
    if (pid <= 0) return 0;
    char path[64];
    snprintf(path, sizeof path, "/proc/%ld/stat", pid);
    FILE *file = fopen(path, "r");
    if (!file) die(path);
    char line[1024];
    if (!fgets(line, sizeof line, file)) die(path);
    fclose(file);
    char *after = strrchr(line, ')');
    unsigned long user = 0, system = 0;
    if (!after || sscanf(after + 2, "%*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu", &user, &system) != 2)
        die(path);
    return (double)(user + system) / (double)sysconf(_SC_CLK_TCK);
}

static int by_value(const void *a, const void *b) {
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

static void write_all(int fd, const uint8_t *bytes, size_t count) {
    while (count > 0) {
        ssize_t n = write(fd, bytes, count);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) die("write");
        bytes += n;
        count -= (size_t)n;
    }
}

struct options {
    const char *host, *service, *method, *payload_hex;
    long port, calls, in_flight, pid;
};

static struct options read_options(int argc, char **argv) {
    struct options options = {.host = "127.0.0.1",
                              .service = "grpc.health.v1.Health",
                              .method = "Check",
                              .payload_hex = "",
                              .port = 7420,
                              .calls = 2000000,
                              .in_flight = 64};
    int option;
    while ((option = getopt(argc, argv, "h:p:n:f:P:s:m:x:")) != -1) {
        switch (option) {
        case 'h': options.host = optarg; break;
        case 'p': options.port = atol(optarg); break;
        case 'n': options.calls = atol(optarg); break;
        case 'f': options.in_flight = atol(optarg); break;
        case 'P': options.pid = atol(optarg); break;
        case 's': options.service = optarg; break;
        case 'm': options.method = optarg; break;
        case 'x': options.payload_hex = optarg; break;
        default: exit(2);
        }
    }
    if (options.calls < 1 || options.in_flight < 1 || options.in_flight > IN_FLIGHT_MAX)
        die("give 1 to 256 in flight");
    return options;
}

/* The request's frame, with the stream id left to be filled in. */
static size_t make_request(uint8_t *request, const struct options *options) {
    static uint8_t payload[REQUEST_BYTES_MAX / 2];
    size_t payload_count = 0;
    const char *hex = options->payload_hex;
    for (; hex[0] && hex[1] && payload_count < sizeof payload; hex += 2) {
        unsigned byte;
        if (sscanf(hex, "%2x", &byte) != 1) die("payload is not hexadecimal");
        payload[payload_count++] = (uint8_t)byte;
    }
    const uint8_t *service = (const uint8_t *)options->service;
    const uint8_t *method = (const uint8_t *)options->method;
    size_t count = HEADER_BYTES;
    count += put_field(request + count, 1, service, strlen(options->service));
    count += put_field(request + count, 2, method, strlen(options->method));
    if (payload_count) count += put_field(request + count, 3, payload, payload_count);
    put_u32(request, (uint32_t)(count - HEADER_BYTES));
    request[8] = 1;
    return count;
}

static int dial(const struct options *options) {
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    struct sockaddr_in address = {.sin_family = AF_INET,
                                  .sin_port = htons((uint16_t)options->port)};
    if (inet_pton(AF_INET, options->host, &address.sin_addr) != 1) die(options->host);
    if (connect(fd, (struct sockaddr *)&address, sizeof address)) die("connect");
    int one = 1;
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    return fd;
}

struct tally {
    long sent, done, failed;
    uint64_t *sent_at;
    uint32_t *latency;
};

/* Takes whole replies out of what was read; says how many bytes they were. */
static size_t take_replies(struct tally *tally, const uint8_t *in, size_t have) {
    size_t at = 0;
    uint64_t now = now_ns();
    while (have - at >= HEADER_BYTES) {
        uint32_t length = get_u32(in + at);
        if (length > READ_BYTES) die("a reply is longer than this reads");
        if (have - at < HEADER_BYTES + length) break;
        long call = (long)(get_u32(in + at + 4) - 1) / 2;
        if (call < 0 || call >= tally->sent) die("a reply for no call");
        /* A Response that begins with field 1 has a status. */
        if (length > 0 && in[at + HEADER_BYTES] == 0x0a) tally->failed++;
        tally->latency[call] = (uint32_t)(now - tally->sent_at[call]);
        at += HEADER_BYTES + length;
        tally->done++;
    }
    return at;
}

static void run(struct tally *tally, const struct options *options, int fd) {
    static uint8_t request[REQUEST_BYTES_MAX];
    size_t count = make_request(request, options);
    uint8_t *out = malloc(IN_FLIGHT_MAX * count);
    static uint8_t in[READ_BYTES * 2];
    if (!out) die("memory");
    size_t have = 0;
    while (tally->done < options->calls) {
        size_t out_count = 0;
        uint64_t now = now_ns();
        while (tally->sent < options->calls && tally->sent - tally->done < options->in_flight) {
            put_u32(request + 4, (uint32_t)(2 * tally->sent + 1));
            memcpy(out + out_count, request, count);
            out_count += count;
            tally->sent_at[tally->sent++] = now;
        }
        write_all(fd, out, out_count);
        ssize_t n = read(fd, in + have, READ_BYTES);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) die("the server closed");
        have += (size_t)n;
        size_t taken = take_replies(tally, in, have);
        memmove(in, in + taken, have - taken);
        have -= taken;
    }
    free(out);
}

int main(int argc, char **argv) {
    struct options options = read_options(argc, argv);
    struct tally tally = {.sent_at = calloc((size_t)options.calls, sizeof(uint64_t)),
                          .latency = calloc((size_t)options.calls, sizeof(uint32_t))};
    if (!tally.sent_at || !tally.latency) die("memory");
    int fd = dial(&options);
    double cpu = cpu_seconds(options.pid);
    uint64_t begun = now_ns();
    run(&tally, &options, fd);
    double seconds = (double)(now_ns() - begun) / 1e9;
    cpu = cpu_seconds(options.pid) - cpu;

    double calls = (double)options.calls;
    qsort(tally.latency, (size_t)options.calls, sizeof(uint32_t), by_value);
    printf("%ld calls, %ld in flight: %.0f calls/s, p50 %.1f us, p99 %.1f us", options.calls,
           options.in_flight, calls / seconds, tally.latency[options.calls / 2] / 1e3,
           tally.latency[options.calls * 99 / 100] / 1e3);
    if (options.pid) printf(", server CPU %.2f us a call", cpu * 1e6 / calls);
    printf(", %ld failed\n", tally.failed);
    return tally.failed > 0;
}
