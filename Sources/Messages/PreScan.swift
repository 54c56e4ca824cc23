import CProtobufC
import CUnpack

/// Looks through the bytes before protobuf-c does; see `pre_scan.h`.
func preScan(
    _ bytes: UnsafeRawBufferPointer,
    as descriptor: UnsafePointer<ProtobufCMessageDescriptor>,
    _ limits: UnpackLimits
) throws(UnpackFault) {
    guard bytes.count <= limits.bytes else {
        throw UnpackFault(
            .tooLarge,
            "\(name(of: descriptor)) has \(bytes.count) bytes; at most \(limits.bytes) are read"
        )
    }
    guard let start = bytes.baseAddress, bytes.count > 0 else { return }
    var bounds = limits.scan
    let refusal = withUnsafeTemporaryAllocation(
        of: moult_scan_step.self,
        capacity: Int(MOULT_SCAN_DEPTH_MAX)
    ) { steps -> UnpackFault? in
        var fault = moult_scan_fault()
        fault.steps = steps.baseAddress
        let verdict = moult_pre_scan(
            descriptor,
            start.assumingMemoryBound(to: UInt8.self),
            bytes.count,
            &bounds,
            &fault
        )
        guard verdict != MOULT_SCAN_PASSED else { return nil }
        return UnpackFault(verdict, at: fault, limits, descriptor)
    }
    if let refusal { throw refusal }
}

extension UnpackFault {
    fileprivate init(
        _ verdict: moult_scan_verdict,
        at fault: moult_scan_fault,
        _ limits: UnpackLimits,
        _ descriptor: UnsafePointer<ProtobufCMessageDescriptor>
    ) {
        let place = "\(name(of: descriptor)), \(path(of: fault)) (byte \(fault.offset))"
        if let limit = exceededLimit(verdict, limits) {
            self.init(.tooLarge, "\(place): \(limit)")
        } else {
            self.init(.invalid, "\(place): \(malformation(verdict))")
        }
    }
}

func name(of descriptor: UnsafePointer<ProtobufCMessageDescriptor>) -> String {
    String(validatingCString: descriptor.pointee.name) ?? "message"
}

/// The way to the fault, as `items[3].metadata[0].key`.
private func path(of fault: moult_scan_fault) -> String {
    let steps = UnsafeBufferPointer(start: fault.steps, count: Int(fault.steps_count))
    var names = steps.map { step in
        let field = String(validatingCString: step.field) ?? "field"
        return step.element < 0 ? field : "\(field)[\(step.element)]"
    }
    if !fault.ends_in_known_field { names.append("field number \(fault.field_number)") }
    return names.joined(separator: ".")
}

private func exceededLimit(_ verdict: moult_scan_verdict, _ limits: UnpackLimits) -> String? {
    switch verdict {
    case MOULT_SCAN_TOO_DEEP:
        "messages nest deeper than \(limits.scan.depth)"
    case MOULT_SCAN_TOO_MANY_FIELDS:
        "there are more than \(limits.fields) fields"
    case MOULT_SCAN_TOO_MANY_UNKNOWN_FIELDS:
        "there are more than \(limits.unknownFields) fields that this version does not know"
    case MOULT_SCAN_TOO_MANY_ELEMENTS:
        "there are more than \(limits.elements) elements"
    case MOULT_SCAN_TOO_MANY_MESSAGES:
        "there are more than \(limits.messages) messages within"
    default:
        nil
    }
}

private func malformation(_ verdict: moult_scan_verdict) -> String {
    switch verdict {
    case MOULT_SCAN_TAG_MALFORMED: "a field's tag takes more than 32 bits"
    case MOULT_SCAN_TAG_ZERO: "a field has the number 0"
    case MOULT_SCAN_GROUP: "groups are not read"
    case MOULT_SCAN_WIRE_TYPE_UNKNOWN: "the wire type is none of protobuf's"
    case MOULT_SCAN_WIRE_TYPE_WRONG: "the wire type is not that of the field"
    case MOULT_SCAN_VARINT_TOO_LONG: "a varint takes more than 64 bits"
    case MOULT_SCAN_CUT_SHORT: "the bytes end within the field"
    case MOULT_SCAN_LENGTH_FALSE: "the length reaches past the end of the message"
    case MOULT_SCAN_PACKED_LENGTH_UNEVEN: "the packed numbers do not end where the field does"
    case MOULT_SCAN_TEXT_NOT_UTF8: "the text is not UTF-8"
    case MOULT_SCAN_TEXT_HOLDS_NUL: "the text holds a NUL"
    case MOULT_SCAN_MESSAGE_REPEATED: "a message that may stand once stands more than once"
    default: "it cannot be read (\(verdict.rawValue))"
    }
}
