/*
 * What the machine itself costs: one thread that reads and writes back, driven by one that waits
 * for each echo, both blocking, over one TCP connection of the loopback.
 *
 *   echo [-n ROUNDS] [-b BYTES]
 */
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

static void die(const char *what) {
    fprintf(stderr, "echo: %s: %s\n", what, strerror(errno));
    exit(1);
}

static uint64_t now_ns(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

static void no_delay(int fd) {
    int one = 1;
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
}

static void *serve(void *listener) {
    int fd = accept(*(int *)listener, NULL, NULL);
    if (fd < 0) die("accept");
    no_delay(fd);
    static uint8_t bytes[1 << 16];
    for (;;) {
        ssize_t n = read(fd, bytes, sizeof bytes);
        if (n <= 0) break;
        if (write(fd, bytes, (size_t)n) != n) break;
    }
    close(fd);
    return NULL;
}

static int by_value(const void *a, const void *b) {
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

int main(int argc, char **argv) {
    long rounds = 100000, bytes = 45;
    int option;
    while ((option = getopt(argc, argv, "n:b:")) != -1) {
        if (option == 'n') rounds = atol(optarg);
        else if (option == 'b') bytes = atol(optarg);
        else return 2;
    }
    static uint8_t buffer[1 << 16];
    if (rounds < 1 || bytes < 1 || bytes > (long)sizeof buffer) return 2;

    int listener = socket(AF_INET, SOCK_STREAM, 0);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t length = sizeof address;
    if (bind(listener, (struct sockaddr *)&address, length) || listen(listener, 1)) die("listen");
    getsockname(listener, (struct sockaddr *)&address, &length);
    pthread_t server;
    pthread_create(&server, NULL, serve, &listener);
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (connect(fd, (struct sockaddr *)&address, length)) die("connect");
    no_delay(fd);

    uint32_t *latency = calloc((size_t)rounds, sizeof *latency);
    if (!latency) die("memory");
    for (long i = 0; i < rounds; i++) {
        uint64_t begun = now_ns();
        if (write(fd, buffer, (size_t)bytes) != bytes) die("write");
        for (long have = 0; have < bytes;) {
            ssize_t n = read(fd, buffer, sizeof buffer);
            if (n <= 0) die("read");
            have += n;
        }
        latency[i] = (uint32_t)(now_ns() - begun);
    }
    close(fd);
    pthread_join(server, NULL);
    qsort(latency, (size_t)rounds, sizeof *latency, by_value);
    printf("blocking echo of %ld bytes: p50 %.1f us, p99 %.1f us\n", bytes,
           latency[rounds / 2] / 1e3, latency[rounds * 99 / 100] / 1e3);
    return 0;
}
