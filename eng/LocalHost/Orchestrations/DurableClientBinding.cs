using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace PromptFunctions.LocalHost.Orchestrations;

/// <summary>Parameters that functions of any trigger may have: <c>[DurableClient] DurableTaskClient</c>.</summary>
internal static class DurableClientBinding
{
    public static bool IsDurableClient(this ParameterInfo parameter) =>
        parameter.ParameterType == typeof(DurableTaskClient) && parameter.IsDefined(typeof(DurableClientAttribute));
}
