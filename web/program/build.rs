//! Room for the parser, which recurses over nested objects.

fn main() {
    println!("cargo::rustc-link-arg-cdylib=-zstack-size=33554432");
}
