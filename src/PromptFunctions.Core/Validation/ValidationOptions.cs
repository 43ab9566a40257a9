using System.ComponentModel.DataAnnotations;

namespace PromptFunctions.Core.Validation;

/// <summary>What validation looks for besides what holds of every prompt.</summary>
public sealed class ValidationOptions : IValidatableObject
{
    /// <summary>The configuration's section.</summary>
    public const string Section = "Validation";

    private static readonly Dictionary<string, string[]> Known = new()
    {
        ["text_to_sql"] = ["question", "schema"],
        ["report_generation"] = ["data"],
        ["rag_search"] = ["question|query", "context|documents"],
        ["data_validation"] = ["data|records"],
        ["error_handling"] = ["error"],
    };

    /// <summary>
    /// The variables that prompts of a type have to use, by type: names separated by commas, <c>|</c> between names of which one
    /// will do. It takes the place of the built-in ones of that type; empty asks for none.
    /// </summary>
    public Dictionary<string, string> RequiredVariables { get; init; } = [];

    /// <summary>Whether the type's variables are set here, and not those built in.</summary>
    public bool Sets(string type) => RequiredVariables.ContainsKey(type);

    /// <summary>The variables that a type needs.</summary>
    public IReadOnlyList<string> RequiredOf(string type) => RequiredVariables.TryGetValue(type, out var own)
        ? own.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        : Known.GetValueOrDefault(type) ?? [];

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        from type in RequiredVariables.Keys
        where RequiredOf(type).Any(needed => needed.Split('|').Any(string.IsNullOrWhiteSpace))
        select new ValidationResult($"{Section}:{nameof(RequiredVariables)}:{type} must be variables' names with commas between them, and | between those of which one will do.", [nameof(RequiredVariables)]);
}
