internal import Configuration
internal import SystemPackage

/// Reads every setting from the flags, the environment and the file, in that order of precedence.
package struct SettingsReader {
    /// Name and value of each `--set` and of each flag that stands for a setting.
    package var flags: [(name: String, value: String)]
    package var environment: [String: String]
    /// The configuration file in YAML; nil: none.
    package var file: String?

    package init(
        flags: [(name: String, value: String)] = [],
        environment: [String: String] = [:],
        file: String? = nil
    ) {
        self.flags = flags
        self.environment = environment
        self.file = file
    }

    /// Every setting, resolved.
    ///
    /// - Throws: `SettingError` for the first name that no setting has and the first value that
    ///   is not of its setting's kind or outside its bounds.
    package func read() async throws -> Settings {
        try refuseUnknownFlags()
        let names = try file.map(FileNames.of) ?? []
        try refuseUnknown(names)
        // A file of nothing but comments is no mapping, which its provider would refuse.
        let sources = try await sources(readsFile: !names.isEmpty)
        var resolved: [String: Settings.Resolved] = [:]
        for setting in Settings.all {
            resolved[setting.name] = try resolve(setting, from: sources)
        }
        return Settings(resolved, unknownVariables: unknownVariables())
    }

    private typealias Source = (origin: SettingOrigin, provider: any ConfigProvider)

    private func sources(readsFile: Bool) async throws -> [Source] {
        var sources: [Source] = [
            (.flag, flagProvider()),
            (
                .environment,
                EnvironmentVariablesProvider(environmentVariables: environment)
                    .prefixKeys(with: "moult")
            ),
        ]
        if let file, readsFile {
            do {
                let provider = try await FileProvider<YAMLSnapshot>(filePath: FilePath(file))
                sources.append((.file, provider))
            } catch {
                throw FileNames.unreadable(file, "\(error)")
            }
        }
        return sources
    }

    /// Flags arrive as text; the environment's provider knows how to read numbers and lists.
    private func flagProvider() -> any ConfigProvider {
        var variables: [String: String] = [:]
        for (name, value) in flags {
            guard let setting = Settings.named(name) else { continue }
            let isMore = setting.kind == .list && variables[setting.variable] != nil
            variables[setting.variable] =
                isMore ? "\(variables[setting.variable, default: ""]),\(value)" : value
        }
        return EnvironmentVariablesProvider(environmentVariables: variables)
            .prefixKeys(with: "moult")
    }

    private func resolve(
        _ setting: Setting,
        from sources: [Source]
    ) throws -> Settings.Resolved {
        for (origin, provider) in sources {
            guard let value = try lookUp(setting, in: provider, origin: origin) else { continue }
            return Settings.Resolved(value: value, origin: origin)
        }
        return Settings.Resolved(value: setting.standard, origin: .standard)
    }

    private func lookUp(
        _ setting: Setting,
        in provider: any ConfigProvider,
        origin: SettingOrigin
    ) throws -> SettingValue? {
        let key = AbsoluteConfigKey(setting.name.split(separator: ".").map(String.init))
        let content: ConfigContent?
        do {
            content = try provider.value(forKey: key, type: setting.kind.type).value?.content
        } catch {
            throw SettingError(
                "\(setting.name) (\(origin.rawValue)) is not \(setting.kind.noun). "
                    + "It is for: \(setting.summary)"
            )
        }
        guard let content else { return nil }
        return try setting.accept(content, origin: origin)
    }

    private func refuseUnknownFlags() throws(SettingError) {
        for (name, _) in flags where Settings.named(name) == nil {
            throw SettingError("There is no setting \(name). \(Self.hint(name))")
        }
    }

    private func refuseUnknown(_ names: [String]) throws(SettingError) {
        for name in names where Settings.named(name) == nil {
            throw SettingError(
                "The configuration file \(file ?? "") sets \(name), which is no setting. "
                    + Self.hint(name)
            )
        }
    }

    private static func hint(_ name: String) -> String {
        let nearest = NearestName.of(name, among: Settings.all.map(\.name))
        return (nearest.map { "The nearest is \($0); " } ?? "")
            + "`moult serve --print-config` lists them all."
    }

    /// Variables that look like settings and are none.
    ///
    /// Said, not refused: an orchestrator adds variables of its own, named after the service, to
    /// every environment.
    private func unknownVariables() -> [String] {
        let known = Set(Settings.all.map(\.variable)).union(Settings.otherVariables)
        return environment.keys.filter { $0.hasPrefix("MOULT_") && !known.contains($0) }.sorted()
    }
}

extension Setting.Kind {
    fileprivate var type: ConfigType {
        switch self {
        case .text, .choice: .string
        case .list: .stringArray
        case .flag: .bool
        case .integer: .int
        case .decimal: .double
        }
    }
}

extension Setting {
    fileprivate func accept(
        _ content: ConfigContent,
        origin: SettingOrigin
    ) throws(SettingError) -> SettingValue? {
        switch (kind, content) {
        case (.text, .string(let text)): return .text(text)
        case (.list, .stringArray(let list)): return .list(list)
        case (.flag, .bool(let flag)): return .flag(flag)
        case (.integer(let bounds), .int(let integer)):
            guard bounds.contains(integer) else { throw refusal("\(integer)", origin) }
            return .integer(integer)
        case (.decimal(let bounds), .double(let decimal)):
            guard bounds.contains(decimal) else { throw refusal("\(decimal)", origin) }
            return .decimal(decimal)
        case (.choice(let choices), .string(let text)):
            guard choices.contains(text) else { throw refusal("\"\(text)\"", origin) }
            return .text(text)
        default: return nil
        }
    }

    private func refusal(_ value: String, _ origin: SettingOrigin) -> SettingError {
        SettingError("\(name) (\(origin.rawValue)) is \(value); it must be \(kind.noun).")
    }
}
