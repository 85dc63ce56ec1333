//! `jixiao review INPUT [-o OUT]`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::planned::{self, Force};
use super::settings::Settings;
use super::{Language, messages, output};
use crate::Options;
use crate::extract::file;
use crate::model::MediaType;
use crate::outputs::names;
use crate::write::atomic;
use crate::write::review::content::ReviewContent;
use crate::write::review::{self, NotAnnotated};

/// 生成审核网页：左边是原文，右边是读出的表格和问题，互相对照 / a page to review what was read beside the original
#[derive(Debug, clap::Args)]
pub(crate) struct ReviewArguments {
    /// 输入文件 / input
    input: PathBuf,
    /// 输出文件：.html网页，或.pdf（原PDF加批注和书签）；省略则把网页写在输入旁边 / a page (.html), or the PDF with notes and bookmarks
    /// (.pdf); the page beside the input without it
    #[arg(short, long, value_name = "OUT")]
    output: Option<PathBuf>,
    /// 文件有电子签名时仍加批注（签名将失效） / annotate a signed PDF, too: its signature is no longer valid then
    #[arg(long)]
    break_signature: bool,
    #[command(flatten)]
    force: Force,
    #[command(flatten)]
    settings: Settings,
}

pub(crate) fn run(arguments: &ReviewArguments, language: Language) -> anyhow::Result<ExitCode> {
    let input = arguments.input.as_path();
    let out = match &arguments.output {
        Some(out) => out.clone(),
        None => names::with_ending(&input.with_extension(""), "review.html"),
    };
    let ending = ENDINGS.into_iter().find(|ending| out.extension().is_some_and(|e| e.eq_ignore_ascii_case(ending)));
    let ending = ending.ok_or_else(|| planned::unknown_ending(&out, &planned::endings(ENDINGS)))?;
    let named: [&Path; 1] = [input];
    let target = planned::one(&out, arguments.force, &named, Some(&arguments.settings))?;
    let options = arguments.settings.options()?;
    let english = language == Language::En;
    let made = match ending {
        "pdf" => crate::review::review_without_pictures(&input.into(), english, &options),
        _ => crate::review::review(&input.into(), &[], english, &options),
    };
    let made = made.map_err(messages::about(input, language))?;
    let file = if ending == "pdf" {
        atomic::finished(&target.path, &annotate(arguments, &made.content, &options, language)?)?
    } else {
        review::finished(&made.content, made.pictures.into_iter(), &target.path)?
    };
    atomic::put(vec![file], |_| target.replace.clone())?;
    output::complain(&format!("{} → {}", input.display(), target.path.display()));
    Ok(ExitCode::SUCCESS)
}

const ENDINGS: [&str; 2] = ["html", "pdf"];

/// The input with notes.
fn annotate(
    arguments: &ReviewArguments,
    content: &ReviewContent,
    options: &Options,
    language: Language,
) -> anyhow::Result<Vec<u8>> {
    if content.source.media_type != MediaType::Pdf {
        let (zh, en) =
            ("只有PDF可以加批注，请改用网页：-o 名称.html", "only a PDF can be annotated; take the page: -o NAME.html");
        anyhow::bail!("{}: {}", arguments.input.display(), messages::pick(language, zh, en));
    }
    let original = file::read_within(&arguments.input, options.max_memory)?;
    let notes = crate::review::findings_to_notes(content, language == Language::En);
    let outline = crate::review::forms_to_bookmarks(content);
    let broken = arguments.break_signature;
    let annotated = crate::in_time(options, move |_| Ok(review::annotated(original, &notes, &outline, broken)))?;
    annotated.map_err(|why| anyhow::anyhow!("{}: {}", arguments.input.display(), said(&why, language)))
}

fn said(why: &NotAnnotated, language: Language) -> String {
    let (zh, en) = match why {
        NotAnnotated::Encrypted => (
            "文件已加密，不能加批注；请先另存为不加密的文件，或改用网页",
            "encrypted: save it without a password first, or take the page",
        ),
        NotAnnotated::Signed => (
            "文件有电子签名，加批注后签名将失效；确需加批注请加 --break-signature",
            "signed: with notes the signature is no longer valid; --break-signature adds them all the same",
        ),
        NotAnnotated::Damaged(_) => ("文件结构有损，不能加批注；请改用网页", "damaged: take the page instead"),
    };
    match why {
        NotAnnotated::Damaged(detail) => format!("{} ({detail})", messages::pick(language, zh, en)),
        _ => messages::pick(language, zh, en).to_owned(),
    }
}
