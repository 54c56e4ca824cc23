//! Makes the messages from the project's own proto files.

use std::{env, fs, path::PathBuf};

fn main() {
    let proto = PathBuf::from(env::var("MOULT_PROTO").expect("MOULT_PROTO names the proto folder"));
    let files = ["error", "memory"].map(|name| proto.join(format!("moult/v1/{}.proto", name)));
    for file in &files {
        println!("cargo:rerun-if-changed={}", file.display());
    }
    let out = PathBuf::from(env::var("OUT_DIR").expect("cargo sets OUT_DIR"));
    fs::write(out.join("mod.rs"), "pub mod error;\npub mod memory;\n").expect("OUT_DIR is ours");
    protobuf_codegen_pure::Codegen::new()
        .out_dir(&out)
        .inputs(&files)
        .include(&proto)
        .run()
        .expect("the proto files compile");
}
