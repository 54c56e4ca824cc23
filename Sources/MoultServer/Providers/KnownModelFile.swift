internal import Foundation
internal import Spaces

/// What an operator says of embedding models: one JSON object a line, as
/// `{"name": "house-embedder", "dimensions": 768, "queryPrefix": "query: "}`.
struct KnownModelFile {
    static let linesMax = 1_000

    let models: [KnownModel]

    private struct Line: Decodable {
        let name: String
        let documentPrefix: String?
        let queryPrefix: String?
        let dimensions: Int?
        let contextTokens: Int?
    }

    /// - Throws: `SettingError` with the path, and the line that says nothing of a model.
    init(path: String) throws(SettingError) {
        let text: String
        do {
            text = try String(contentsOf: URL(filePath: path), encoding: .utf8)
        } catch {
            throw SettingError("\(path) cannot be read: \(error.localizedDescription)")
        }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.count <= Self.linesMax else {
            throw SettingError(
                "\(path) has \(lines.count) lines; at most \(Self.linesMax) are taken."
            )
        }
        var models: [KnownModel] = []
        for (index, line) in lines.enumerated() where !line.allSatisfy(\.isWhitespace) {
            models.append(try Self.model(String(line), at: "line \(index + 1) of \(path)"))
        }
        self.models = models
    }

    private static func model(
        _ text: String,
        at place: String
    ) throws(SettingError) -> KnownModel {
        guard let line = try? JSONDecoder().decode(Line.self, from: Data(text.utf8)),
            !line.name.isEmpty
        else {
            throw SettingError(
                "In \(Setting.modelsKnown.name), \(place) says nothing of a model; write "
                    + #"{"name": "NAME", "dimensions": 768, "queryPrefix": "query: "}."#
            )
        }
        guard (line.dimensions ?? 1) > 0, (line.contextTokens ?? 1) > 0 else {
            throw SettingError(
                "In \(Setting.modelsKnown.name), \(place): dimensions and contextTokens are "
                    + "whole numbers above 0."
            )
        }
        return KnownModel(
            line.name,
            documentPrefix: line.documentPrefix ?? "",
            queryPrefix: line.queryPrefix ?? "",
            dimensions: line.dimensions,
            contextTokens: line.contextTokens
        )
    }
}

extension Settings {
    /// What the operator adds to the models that are known.
    func knownModels() throws(SettingError) -> [KnownModel] {
        let path = path(.modelsKnown)
        return path.isEmpty ? [] : try KnownModelFile(path: path).models
    }
}
