using PromptFunctions.Core.Changes;
using PromptFunctions.Core.Rollouts;
using PromptFunctions.SignIn;

namespace PromptFunctions.OpenApi;

/// <summary>What openapi.json says of a command to a deployment: all of them take and answer the same.</summary>
public sealed class DeploymentCallAttribute : ApiCallAttribute
{
    /// <summary>A command.</summary>
    /// <param name="summary">What it does, in a sentence.</param>
    /// <param name="problems">The problem codes that other commands don't have.</param>
    public DeploymentCallAttribute(string summary, params string[] problems) : base(summary, typeof(ReasonRequest), typeof(DeploymentView), 200)
    {
        BodyIsOptional = true;
        Role = AppRole.Deploy;
        Problems = ["unknown-prompt", "unknown-deployment", "illegal-command", "etag-mismatch", .. problems];
    }
}
