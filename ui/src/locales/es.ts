const catalogues = import.meta.glob<string>(["./es/*.ftl", "!./es/native.ftl", "!./es/mail.ftl"], {
  query: "?raw",
  import: "default",
  eager: true,
});

export default Object.values(catalogues);
