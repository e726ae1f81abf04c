use sqlx::Row;

use super::State;
use crate::snapshot::{Density, DeviceSettings, Language, TextSize, Theme, TrayIcon, Volume};

/// As the table calls the language of the system.
const OF_THE_SYSTEM: &str = "system";

impl State {
    /// This device's settings; the defaults, where none were kept.
    pub(crate) async fn device(&self) -> Result<DeviceSettings, sqlx::Error> {
        let row = sqlx::query("SELECT * FROM device").fetch_optional(&self.pool()).await?;
        let Some(row) = row else { return Ok(DeviceSettings::default()) };
        let language: String = row.try_get("language")?;
        Ok(DeviceSettings {
            language: Language::TAGS.iter().find(|(_, tag)| *tag == language).map(|(l, _)| *l).unwrap_or_default(),
            theme: match row.try_get::<String, _>("theme")?.as_str() {
                "light" => Theme::Light,
                "dark" => Theme::Dark,
                _ => Theme::System,
            },
            density: match row.try_get::<String, _>("density")?.as_str() {
                "compact" => Density::Compact,
                _ => Density::Comfortable,
            },
            text_size: TextSize::of_percent(row.try_get("text_percent")?).unwrap_or_default(),
            reduce_motion: row.try_get("reduce_motion")?,
            tray_icon: match row.try_get::<String, _>("tray_icon")?.as_str() {
                "number" => TrayIcon::Number,
                "monochrome" => TrayIcon::Monochrome,
                _ => TrayIcon::Ring,
            },
            autostart: row.try_get("autostart")?,
            quit_on_close: row.try_get("quit_on_close")?,
            volume: Volume::of_percent(u8::try_from(row.try_get::<i64, _>("volume")?).unwrap_or(u8::MAX)),
        })
    }

    pub(crate) async fn keep_device(&self, device: &DeviceSettings) -> Result<(), sqlx::Error> {
        let theme = match device.theme {
            Theme::System => "system",
            Theme::Light => "light",
            Theme::Dark => "dark",
        };
        let density = match device.density {
            Density::Comfortable => "comfortable",
            Density::Compact => "compact",
        };
        let tray_icon = match device.tray_icon {
            TrayIcon::Ring => "ring",
            TrayIcon::Number => "number",
            TrayIcon::Monochrome => "monochrome",
        };
        sqlx::query(
            "INSERT INTO device (only_row, theme, density, text_percent, autostart, quit_on_close, language, \
             reduce_motion, tray_icon, volume) VALUES (1, $1, $2, $3, $4, $5, $6, $7, $8, $9) \
             ON CONFLICT (only_row) DO UPDATE SET theme = excluded.theme, density = excluded.density, \
             text_percent = excluded.text_percent, autostart = excluded.autostart, \
             quit_on_close = excluded.quit_on_close, language = excluded.language, \
             reduce_motion = excluded.reduce_motion, tray_icon = excluded.tray_icon, \
             volume = excluded.volume",
        )
        .bind(theme)
        .bind(density)
        .bind(device.text_size.percent())
        .bind(device.autostart)
        .bind(device.quit_on_close)
        .bind(device.language.tag().unwrap_or(OF_THE_SYSTEM))
        .bind(device.reduce_motion)
        .bind(tray_icon)
        .bind(device.volume.percent())
        .execute(&self.pool())
        .await?;
        Ok(())
    }
}
