import type { Field, ResourceName, ResourceView } from "../bindings";
import type { Outcome } from "../shared/backend";
import type { Keeper } from "../shared/setting.svelte";
import type { Session } from "./session.svelte";

type AllFields = { [V in ResourceView as V["resource"]]: V["fields"] };
type FieldsOf<N extends ResourceName> = AllFields[N];
type ValueOf<F> = F extends Field<infer T> ? T : never;

/** The fields of a resource, where an answer tells them. */
export function fieldsOf<N extends ResourceName>(
  resource: N,
  view: ResourceView | null | undefined,
): FieldsOf<N> | undefined {
  const fields: unknown = view?.resource === resource ? view.fields : undefined;
  return fields as FieldsOf<N> | undefined;
}

/** Keeps one field of a resource, with or without a connection. */
export function keeperOf<N extends ResourceName, F extends keyof FieldsOf<N> & string>(
  session: Session,
  resource: N,
  field: F,
  edit: (wanted: ValueOf<FieldsOf<N>[F]>) => Promise<Outcome<null>>,
): Keeper<ValueOf<FieldsOf<N>[F]>> {
  const { commands, toasts } = session;
  type Value = ValueOf<FieldsOf<N>[F]>;
  return {
    async save(wanted) {
      const kept = await edit(wanted);
      if (kept.status === "error") return kept;
      const view = await commands.resource(resource);
      const fields = view.status === "ok" ? fieldsOf(resource, view.data) : undefined;
      // It is kept, also where the app can't say yet how it stands by the server.
      const unheard: Field<Value> = { value: wanted, state: { state: "pending" } };
      return { status: "ok", data: (fields?.[field] as Field<Value> | undefined) ?? unheard };
    },
    keepMine: () => toasts.carriedOut(commands.keepMine(resource, field)),
    takeTheirs: () => toasts.carriedOut(commands.takeTheirs(resource, field)),
  };
}
