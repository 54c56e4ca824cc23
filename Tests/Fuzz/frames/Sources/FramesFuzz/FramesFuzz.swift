/// libFuzzer's door: no bytes of a connection may break the decoder or the stream machines.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let input = UnsafeRawBufferPointer(start: bytes, count: count)
    if let broken = FramesCheck.whatBreaks(on: input) { fatalError(broken) }
    return 0
}
