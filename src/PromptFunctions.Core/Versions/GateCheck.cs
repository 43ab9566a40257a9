using PromptFunctions.Core.Problems;
using PromptFunctions.Core.Prompts;
using PromptFunctions.Core.Testing;

namespace PromptFunctions.Core.Versions;

/// <summary>
/// What a gate said of a version as it was then. Tests take their time, so a gate is checked before the prompt's turn; in
/// it, only that the check still holds.
/// </summary>
public sealed class GateCheck
{
    private readonly PromptSettings settings;
    private readonly string? tests;
    private readonly string? type;
    private readonly string? version;

    /// <summary>Notes what a gate said.</summary>
    /// <param name="prompt">The prompt as it was.</param>
    /// <param name="version">The version as it was.</param>
    /// <param name="applied">What was checked, for the audit.</param>
    /// <param name="refusal">What there is against the version; null where it may pass.</param>
    /// <param name="run">The run of the tests; null where none were run.</param>
    public GateCheck(PromptRecord prompt, VersionRecord version, string applied, ProblemException? refusal, TestRun? run = null)
    {
        Run = run;
        (settings, tests, type, this.version) = (prompt.Settings, prompt.Tests, prompt.Type, VersionView.TagOf(version));
        (Applied, Refusal) = (applied, refusal);
    }

    private GateCheck() => (settings, Applied) = (new(), "");

    /// <summary>Nothing was checked, because the version could not have passed for other reasons.</summary>
    public static GateCheck None { get; } = new();

    /// <summary>What was checked, for the audit.</summary>
    public string Applied { get; }

    /// <summary>What there is against the version; null where it may pass.</summary>
    public ProblemException? Refusal { get; }

    /// <summary>The run of the tests; null where none were run.</summary>
    public TestRun? Run { get; }

    /// <summary>What was checked, for the audit.</summary>
    /// <exception cref="ProblemException">The version may not pass.</exception>
    /// <exception cref="GateOutdatedException">The version, the gate or the tests are others by now: they have to be checked anew.</exception>
    public string Require(PromptRecord prompt, VersionRecord version)
    {
        if (!Holds(prompt) || this.version != VersionView.TagOf(version)) throw new GateOutdatedException();
        return Refusal is null ? Applied : throw Refusal;
    }

    /// <summary>Whether the gate and the tests are those that were checked.</summary>
    public bool Holds(PromptRecord prompt) => this != None && settings == prompt.Settings && tests == prompt.Tests && type == prompt.Type;
}
