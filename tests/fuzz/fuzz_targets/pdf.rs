#![no_main]

use std::sync::Once;

static ONCE: Once = Once::new();

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    ONCE.call_once(own_panics_abort);
    jixiao_fuzz::pdf(data);
});

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
