import Glibc

/// Many readers or one writer.
///
/// A waiting writer goes before new readers, so it waits for the reads under way and no longer,
/// however many searches there are. A thread must not take it twice.
struct ReadWriteLock: ~Copyable, @unchecked Sendable {
    // Sendable: the address is fixed for the lock's life and only the lock's own calls touch it.
    private let address: UnsafeMutablePointer<pthread_rwlock_t>

    init() {
        address = .allocate(capacity: 1)
        var attributes = pthread_rwlockattr_t()
        pthread_rwlockattr_init(&attributes)
        pthread_rwlockattr_setkind_np(
            &attributes,
            Int32(PTHREAD_RWLOCK_PREFER_WRITER_NONRECURSIVE_NP)
        )
        let failure = pthread_rwlock_init(address, &attributes)
        precondition(failure == 0, "pthread_rwlock_init: error \(failure)")
        pthread_rwlockattr_destroy(&attributes)
    }

    deinit {
        pthread_rwlock_destroy(address)
        address.deallocate()
    }

    func withReadLock<Result>(_ body: () -> Result) -> Result {
        pthread_rwlock_rdlock(address)
        defer { pthread_rwlock_unlock(address) }
        return body()
    }

    func withWriteLock<Result>(_ body: () -> Result) -> Result {
        pthread_rwlock_wrlock(address)
        defer { pthread_rwlock_unlock(address) }
        return body()
    }
}
