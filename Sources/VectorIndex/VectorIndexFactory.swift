package import Spaces

/// Makes indexes that scan on the widest kernel of this machine.
package struct VectorIndexFactory: VectorSearchFactory {
    private let kernel: Kernel

    package init(kernel: Kernel = .best) {
        self.kernel = kernel
    }

    package func make(for space: Space, expected: Int) -> any VectorSearch {
        VectorIndex(for: space, expected: expected, kernel: kernel)
    }
}
