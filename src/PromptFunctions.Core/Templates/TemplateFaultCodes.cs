namespace PromptFunctions.Core.Templates;

/// <summary>The kinds of fault that a template can have.</summary>
public static class TemplateFaultCodes
{
    /// <summary>A tag is opened and never closed.</summary>
    public const string UnclosedTag = "unclosed-tag";

    /// <summary>A tag does not say anything that can be done.</summary>
    public const string MalformedTag = "malformed-tag";

    /// <summary>Handlebars knows the tag, and templates here must not have it.</summary>
    public const string UnsupportedTag = "unsupported-tag";

    /// <summary>A helper that there is not.</summary>
    public const string UnknownHelper = "unknown-helper";

    /// <summary>A helper got more or less than it takes.</summary>
    public const string WrongArguments = "wrong-arguments";

    /// <summary>A block is opened and never closed.</summary>
    public const string UnclosedBlock = "unclosed-block";

    /// <summary>A block is closed that is not open, or an else stands outside of one.</summary>
    public const string UnbalancedBlock = "unbalanced-block";

    /// <summary>A partial that is not among the dependencies.</summary>
    public const string UnknownPartial = "unknown-partial";

    /// <summary>More tags, or deeper nested ones, than are compiled.</summary>
    public const string TooComplex = "too-complex";
}
