using System.Text.Json;
using PromptFunctions.Core.Problems;
using PromptFunctions.Core.Templates;

namespace PromptFunctions.Core.Validation;

/// <summary>The variables that are used are those that are declared, and those that callers of the live version supply.</summary>
internal sealed class VariableRule : IContentRule
{
    /// <summary>The member of a version's metadata that declares its variables: their names, or an object with a member for each.</summary>
    public const string Declaration = "variables";

    /// <inheritdoc/>
    public void Check(ValidationSubject subject, ValidationFindings findings)
    {
        var used = subject.Variables.Select(variable => variable.Name).ToList();
        if (Declared(subject) is { } declared)
        {
            foreach (var name in used.Except(declared)) findings.Error("undeclared-variable", $"'{name}' is used, and metadata.{Declaration} does not declare it.");
            foreach (var name in declared.Except(used)) findings.Warning("unused-variable", $"'{name}' is declared in metadata.{Declaration}, and not used.");
        }
        if (subject.Live is not { } live || subject.Version.Version.Major > live.Version.Major || !TemplateVariables.Break(live.Variables, subject.Version.Variables)) return;
        var after = subject.Version.Variables.Select(variable => variable.Name).ToList();
        var gone = live.Variables.Select(variable => variable.Name).Except(after).ToList();
        var supplied = live.Variables.Where(variable => variable.Required).Select(variable => variable.Name);
        var needed = subject.Version.Variables.Where(variable => variable.Required).Select(variable => variable.Name).Except(supplied).ToList();
        string[] changes = [.. Part(gone, "no longer uses"), .. Part(needed, "needs now")];
        findings.Warning(ProblemCodes.BreakingVariables.Code, $"Beside the live {live.Version}, this version {string.Join(" and ", changes)}: callers have to change, so make it a major version.");
    }

    private static string[] Part(List<string> names, string what) => names.Count == 0 ? [] : [$"{what} {string.Join(", ", names)}"];

    private static List<string>? Declared(ValidationSubject subject) => !subject.Version.Metadata.TryGetValue(Declaration, out var declaration) ? null : declaration.ValueKind switch
    {
        JsonValueKind.Array when declaration.EnumerateArray().All(name => name.ValueKind == JsonValueKind.String) => [.. declaration.EnumerateArray().Select(name => name.GetString()!).Distinct()],
        JsonValueKind.Object => [.. declaration.EnumerateObject().Select(member => member.Name)],
        _ => null,
    };
}
