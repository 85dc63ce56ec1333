#![no_main]
libfuzzer_sys::fuzz_target!(|data: &[u8]| jixiao_fuzz::picture(data));
