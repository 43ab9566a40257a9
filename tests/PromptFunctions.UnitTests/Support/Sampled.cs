using FsCheck;
using FsCheck.Fluent;

namespace PromptFunctions.UnitTests.Support;

/// <summary>Runs a check over generated inputs; the failure names the input and the seed.</summary>
internal static class Sampled
{
    public static void Each<T>(Gen<T> inputs, Action<T> check, int times = 300) =>
        Prop.ForAll(inputs.ToArbitrary(), check).Check(Config.QuickThrowOnFailure.WithMaxTest(times).WithQuietOnSuccess(true));
}
