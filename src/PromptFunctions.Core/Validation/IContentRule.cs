namespace PromptFunctions.Core.Validation;

/// <summary>One kind of thing that is looked for.</summary>
internal interface IContentRule
{
    /// <summary>Notes what it finds.</summary>
    void Check(ValidationSubject subject, ValidationFindings findings);
}
