// swift-tools-version: 6.2

import PackageDescription

// A package of its own, so that the sanitizers touch no ordinary build. Its sources are links to
// the real ones.

let package = Package(
    name: "moult-frames-fuzz",
    products: [.library(name: "FramesFuzz", type: .static, targets: ["FramesFuzz"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2")
    ],
    targets: [
        .target(
            name: "Frames",
            dependencies: [.product(name: "NIOCore", package: "swift-nio")]
        ),
        .target(
            name: "FramesFuzz",
            dependencies: ["Frames", .product(name: "NIOCore", package: "swift-nio")]
        ),
    ],
    swiftLanguageModes: [.v6]
)

for target in package.targets {
    target.swiftSettings = [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    ]
}
