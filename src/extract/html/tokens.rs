//! Bytes of a web page → tokens, piece by piece.

use std::cell::RefCell;

use encoding_rs::{CoderResult, Encoding};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{BufferQueue, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};

use super::page::HtmlReader;
use crate::error::Limit;
use crate::extract::flow::passages::Passages;
use crate::findings::{Message, UndecodableBytes};
use crate::model::{Budget, Place};
use crate::{Error, Result};

/// Bytes that are decoded at a time.
const PIECE: usize = 1 << 16;
/// The part of the memory for a document that one token (a comment, the value of an attribute) may take while it is read.
const TOKEN_SHARE: u64 = 8;

/// What the tokenizer tells.
struct TokenReader<'p, 'b>(RefCell<TokenState<'p, 'b>>);

struct TokenState<'p, 'b> {
    page: HtmlReader<'p, 'b>,
    /// Tokens came since this was last looked at.
    moved: bool,
    failed: Option<Error>,
}

impl TokenSink for TokenReader<'_, '_> {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let Ok(mut state) = self.0.try_borrow_mut() else { return TokenSinkResult::Continue };
        state.moved = true;
        if state.failed.is_some() {
            return TokenSinkResult::Continue;
        }
        let read = match token {
            Token::TagToken(tag) => state.page.tag(&tag),
            Token::CharacterTokens(text) => state.page.text(&text).map(|()| TokenSinkResult::Continue),
            _ => Ok(TokenSinkResult::Continue),
        };
        read.unwrap_or_else(|error| {
            state.failed = Some(error);
            TokenSinkResult::Continue
        })
    }
}

/// Adds what a page holds, without its mark, to the passages.
pub(super) fn bytes_to_passages(
    bytes: &[u8],
    encoding: &'static Encoding,
    passages: &mut Passages<'_>,
    budget: &Budget,
) -> Result<()> {
    let longest = budget.memory() / TOKEN_SHARE;
    let tokenizer = Tokenizer::new(
        TokenReader(RefCell::new(TokenState { page: HtmlReader::new(passages, budget), moved: false, failed: None })),
        TokenizerOpts { discard_bom: false, ..TokenizerOpts::default() },
    );
    let (mut decoder, mut text) = (encoding.new_decoder_without_bom_handling(), String::with_capacity(PIECE * 3));
    let (mut rest, mut silent, mut broken) = (bytes, 0_u64, 0_usize);
    let queue = BufferQueue::default();
    loop {
        budget.check()?;
        let piece = &rest[..rest.len().min(PIECE)];
        let last = piece.len() == rest.len();
        text.clear();
        let (result, read, damaged) = decoder.decode_to_string(piece, &mut text, last);
        rest = &rest[read..];
        broken += usize::from(damaged);
        queue.push_back(StrTendril::from_slice(&text));
        // It pauses for scripts and declared encodings only, which the sink never asks for.
        let _ = tokenizer.feed(&queue);
        let Ok(mut state) = tokenizer.sink.0.try_borrow_mut() else { break };
        if let Some(error) = state.failed.take() {
            return Err(error);
        }
        silent = if std::mem::take(&mut state.moved) { 0 } else { silent + text.len() as u64 };
        if silent > longest {
            let what = Limit::TextOfPart { name: "HTML".to_owned(), megabytes: longest >> 20 };
            return Err(Error::Limit { what });
        }
        drop(state);
        if last && result == CoderResult::InputEmpty {
            break;
        }
    }
    tokenizer.end();
    let mut state = tokenizer.sink.0.into_inner();
    if let Some(error) = state.failed.take() {
        return Err(error);
    }
    state.page.finish()?;
    if broken > 0 {
        passages.find(UndecodableBytes { lines: broken }.finding().at(Place::lines(1, 1)));
    }
    Ok(())
}
