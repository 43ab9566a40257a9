using System.Text.RegularExpressions;
using PromptFunctions.Core.Problems;
using PromptFunctions.Core.Versions;

namespace PromptFunctions.Core.Common;

/// <summary>The rules for names that users choose.</summary>
public static partial class Names
{
    /// <summary>What a name of a prompt, label, test or arm looks like.</summary>
    public const string Form = "1 to 128 characters of a-z, 0-9, '.', '_' and '-', the first a letter or digit";

    /// <summary>What a branch's name looks like.</summary>
    public const string BranchForm = "1 to 64 characters of a-z, 0-9 and '-', the first a letter";

    /// <summary>Whether a text is a name of a prompt, label, test or arm.</summary>
    public static bool IsName(string text) => Name().IsMatch(text);

    /// <summary>Checks a prompt's name; 400 where it is none.</summary>
    public static void RequirePrompt(string name) => RequireName("name", name);

    /// <summary>Checks a name in a path; 400 where it is none.</summary>
    public static void RequireName(string parameter, string name)
    {
        if (!IsName(name)) throw ProblemException.Invalid(parameter, $"must be {Form}.");
    }

    /// <summary>Checks a label that is to be set: 400 where it is none, or where it would hide a version.</summary>
    public static void RequireLabel(string label)
    {
        if (label is VersionSelector.Latest or VersionSelector.Production || VersionNumber.TryParse(label, out _))
            throw new ProblemException(ProblemCodes.ReservedName, $"'{label}' cannot be a label: it already means a version.");
        if (!IsName(label)) throw ProblemException.Invalid("label", $"must be {Form}.");
    }

    /// <summary>Checks a branch's name; 400 where it is none.</summary>
    public static void RequireBranch(string path, string branch)
    {
        if (!Branch().IsMatch(branch)) throw ProblemException.Invalid(path, $"must be {BranchForm}.");
    }

    [GeneratedRegex(@"^[a-z0-9][a-z0-9._-]{0,127}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Name();

    [GeneratedRegex(@"^[a-z][a-z0-9-]{0,63}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Branch();
}
