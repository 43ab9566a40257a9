namespace PromptFunctions.Core.Templates;

/// <summary>What a tag of a template does.</summary>
public enum TemplateTagKind
{
    /// <summary><c>{{name}}</c></summary>
    Value,

    /// <summary><c>{{#name}}</c></summary>
    Open,

    /// <summary><c>{{^name}}</c></summary>
    OpenInverted,

    /// <summary><c>{{else}}</c> and <c>{{^}}</c></summary>
    Else,

    /// <summary><c>{{/name}}</c></summary>
    Close,

    /// <summary><c>{{> name}}</c></summary>
    Partial,

    /// <summary><c>{{! a comment }}</c></summary>
    Comment,

    /// <summary>Nothing that can be read: see <see cref="TemplateTag.Fault"/>.</summary>
    Unreadable,
}
