//! The interpreter of the library, for what is not run here.

use hayro_interpret::hayro_syntax::xref::XRef;
use hayro_interpret::kurbo::{Affine, Rect};
use hayro_interpret::{Context, InterpreterCache, InterpreterSettings, RenderContent};

/// Says that there is something in the content which is not run here.
pub(in crate::extract::pdf) struct NotRun;

/// The interpreter of the library, for what is asked of it.
pub(in crate::extract::pdf) struct Library<'l, 'a> {
    /// What it keeps of the document.
    pub(in crate::extract::pdf) cache: &'l InterpreterCache<'a>,
    /// Where the document's objects are.
    pub(in crate::extract::pdf) xref: &'a XRef,
    /// How it works.
    pub(in crate::extract::pdf) settings: &'l InterpreterSettings,
}

impl<'a> Library<'_, 'a> {
    /// What it needs to run a part of a page's content.
    pub(in crate::extract::pdf) fn context(&self, transform: Affine, size: Rect) -> Context<'a> {
        self.context_for(transform, size, RenderContent::PAGE)
    }

    /// What it needs to run a part of a page.
    pub(in crate::extract::pdf) fn context_for(
        &self,
        transform: Affine,
        size: Rect,
        render_content: RenderContent,
    ) -> Context<'a> {
        let settings = InterpreterSettings { render_content, ..self.settings.clone() };
        Context::new(transform, size, self.cache, self.xref, settings)
    }
}
