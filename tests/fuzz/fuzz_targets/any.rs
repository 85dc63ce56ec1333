//! All targets in one program, so that they are compiled and linked once: `TARGET` in the environment names which.
#![no_main]

use std::sync::LazyLock;

use jixiao_fuzz::Target;

static TARGET: LazyLock<Target> = LazyLock::new(|| {
    let name = std::env::var("TARGET").unwrap_or_default();
    let Some((_, target)) = jixiao_fuzz::TARGETS.iter().find(|(known, _)| *known == name) else {
        let names: Vec<&str> = jixiao_fuzz::TARGETS.iter().map(|(name, _)| *name).collect();
        eprintln!("TARGET is one of: {}", names.join(" "));
        std::process::exit(2);
    };
    if name == "pdf" {
        own_panics_abort();
    }
    *target
});

libfuzzer_sys::fuzz_target!(|data: &[u8]| TARGET(data));

/// Panics inside the PDF libraries are contained and become findings; one in our own code is a crash even there.
fn own_panics_abort() {
    // The library's own hook first, then this one over it.
    jixiao_fuzz::pdf(b"%PDF-1.7\n");
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if panic.location().is_some_and(|at| !at.file().contains("/registry/") && !at.file().starts_with("/rustc/")) {
            eprintln!("{panic}");
            std::process::abort();
        }
        before(panic);
    }));
}
