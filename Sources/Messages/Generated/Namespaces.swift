// Made by proto/generate. Never edited.

/// The messages of the proto package `grpc.health.v1`.
public enum HealthV1 {}

/// The messages of the proto package `moult.v1`.
public enum MoultV1 {}

/// The messages of the proto package `ttrpc`.
public enum TTRPC {}
