namespace PromptFunctions.Core.Diffs;

/// <summary>Lines that main and a branch changed differently.</summary>
/// <param name="Line">The first of them in the base, from 1.</param>
/// <param name="Base">What stood there.</param>
/// <param name="Main">What main has.</param>
/// <param name="Branch">What the branch has.</param>
public sealed record MergeConflict(int Line, string Base, string Main, string Branch);
