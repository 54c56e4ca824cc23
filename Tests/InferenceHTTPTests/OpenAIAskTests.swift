import JSONText
import Testing

@testable import InferenceHTTP

@Suite struct OpenAIAskTests {
    private func chat(_ fields: String) throws -> JSONValue {
        let text = #"{"model":"m","messages":[{"role":"user","content":"Hi"}]\#(fields)}"#
        return .object(try OpenAIAsk(try object(text)).chat())
    }

    private func messages(_ messages: String) throws -> String {
        let body = try object(#"{"messages":[\#(messages)]}"#)
        return JSONValue.array(try OpenAIMessages(body).messages()).description
    }

    private func object(_ text: String) throws -> JSONObject {
        try #require(try JSONReader.value(of: Array(text.utf8)).object)
    }

    @Test func `nothing asked means what OpenAI means by it`() throws {
        #expect(
            try chat("").description == """
                {"messages":[{"role":"user","content":"Hi"}],"options":{"temperature":1,"top_p":1}}
                """
        )
    }

    @Test func `settings become options`() throws {
        let options = try chat(
            #"""
            ,"temperature":0.20,"top_p":0.5,"max_tokens":10,"stop":"end","seed":7,
            "presence_penalty":0.1,"frequency_penalty":-0.1
            """#
        )["options"]
        #expect(
            options?.description == """
                {"stop":["end"],"num_predict":10,"temperature":0.20,"seed":7,\
                "frequency_penalty":-0.1,"presence_penalty":0.1,"top_p":0.5}
                """
        )
        let newer = try chat(#","max_completion_tokens":9,"stop":["a","b"]"#)["options"]
        #expect(newer?["num_predict"]?.int == 9)
        #expect(newer?["stop"]?.array?.count == 2)
    }

    @Test(
        arguments: [
            (#"{"type":"text"}"#, nil), (#"{"type":"json_object"}"#, #""json""#),
            (
                #"{"type":"json_schema","json_schema":{"name":"a","schema":{"type":"object"}}}"#,
                #"{"type":"object"}"#
            ),
        ] as [(String, String?)]
    )
    func `a response's format is Ollama's format`(format: String, expected: String?) throws {
        #expect(try chat(#","response_format":\#(format)"#)["format"]?.description == expected)
    }

    @Test(arguments: [
        ("none", "false"), ("minimal", #""low""#), ("medium", #""medium""#), ("xhigh", #""max""#),
    ])
    func `an effort is how much to think`(effort: String, think: String) throws {
        #expect(try chat(#","reasoning_effort":"\#(effort)""#)["think"]?.description == think)
        #expect(
            try chat(#","reasoning":{"effort":"\#(effort)"}"#)["think"]?.description == think
        )
    }

    @Test func `of tools those are shown that may be chosen`() throws {
        let tools = #","tools":[{"function":{"name":"a"}},{"function":{"name":"b"}}]"#
        #expect(try chat(tools)["tools"]?.array?.count == 2)
        #expect(try chat(tools + #","tool_choice":"required""#)["tools"]?.array?.count == 2)
        #expect(try chat(tools + #","tool_choice":"none""#)["tools"] == nil)
        let one = #","tool_choice":{"type":"function","function":{"name":"b"}}"#
        #expect(
            try chat(tools + one)["tools"]?.description == #"[{"function":{"name":"b"}}]"#
        )
    }

    @Test(arguments: [
        #","n":2"#, #","stop":7"#, #","temperature":"hot""#, #","reasoning_effort":"some""#,
        #","response_format":{"type":"xml"}"#, #","response_format":{"type":"json_schema"}"#,
        #","tools":{}"#,
    ])
    func `what cannot be asked is refused`(fields: String) {
        #expect(throws: Refusal.self) { try chat(fields) }
    }

    @Test func `parts of a message become messages, images their base64`() throws {
        let image = #"{"type":"image_url","image_url":{"url":"data:image/png;base64,aGk="}}"#
        #expect(
            try messages(
                #"{"role":"user","content":[{"type":"text","text":"What?"},\#(image)]}"#
            ) == """
                [{"role":"user","content":"What?"},\
                {"role":"user","content":"","images":["aGk="]}]
                """
        )
    }

    @Test func `calls and their results keep their names and ids`() throws {
        #expect(
            try messages(
                #"""
                {"role":"developer","content":"Be brief."},
                {"role":"assistant","content":null,"tool_calls":[
                  {"id":"c1","type":"function","function":{"name":"now","arguments":"{\"z\":1}"}}]},
                {"role":"tool","tool_call_id":"c1","content":"12:00"}
                """#
            ) == """
                [{"role":"system","content":"Be brief."},\
                {"role":"assistant","content":"","tool_calls":[{"id":"c1",\
                "function":{"name":"now","arguments":{"z":1}}}]},\
                {"role":"tool","content":"12:00","tool_name":"now","tool_call_id":"c1"}]
                """
        )
    }

    @Test(arguments: [
        "", "7", #"{"role":"user"}"#, #"{"content":"a"}"#, #"{"role":"user","content":7}"#,
        #"{"role":"user","content":["a"]}"#, #"{"role":"user","content":[{"type":"audio"}]}"#,
        #"{"role":"user","content":[{"type":"image_url","image_url":{"url":"http://a/b.png"}}]}"#,
        #"{"role":"user","content":[{"type":"image_url","image_url":"data:image/png;base64,a"}]}"#,
        #"{"role":"user","content":[{"type":"image_url","image_url":"data:image/gif;base64,aGk="}]}"#,
        #"{"role":"assistant","tool_calls":[{"function":{"name":"a","arguments":"{"}}]}"#,
        #"{"role":"assistant","tool_calls":[{"function":{}}]}"#,
    ])
    func `a message that is none is refused`(message: String) {
        #expect(throws: Refusal.self) { try messages(message) }
    }
}
