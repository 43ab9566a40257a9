using System.Reflection;

namespace PromptFunctions.LocalHost.Orchestrations;

/// <summary>Calls functions that return a value or a task of one.</summary>
internal static class FunctionResult
{
    public static async Task<object?> InvokeAsync(MethodInfo method, object? instance, object?[] arguments)
    {
        var returned = method.Invoke(instance, BindingFlags.DoNotWrapExceptions, null, arguments, null);
        if (returned is not Task running)
            return returned;
        await running; // where it was started: an orchestrator goes on where its context is
        return method.ReturnType.IsGenericType ? method.ReturnType.GetProperty(nameof(Task<>.Result))!.GetValue(running) : null;
    }
}
