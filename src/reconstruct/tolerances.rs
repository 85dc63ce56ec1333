//! Every tolerance of this stage, with its unit and its reason.
